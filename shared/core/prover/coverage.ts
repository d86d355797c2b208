import { Budget, Exhausted } from './budget.ts';
import { Cover } from './cover.ts';
import type { Dimension, Region } from './cube.ts';

/** What the boxes leave uncovered of a region, asked but once. */
export type Coverage =
  | { readonly kind: 'decided' /** Disjoint within each cube of the scope. */; readonly uncovered: Region }
  | { readonly kind: 'exhausted' };

export interface CoverageOptions {
  /** The steps that may be taken; where they do not do, the answer is `exhausted`. */
  readonly budget?: Budget;
  /** As for `Cover.uncovered`. */
  readonly passOver?: (dimension: Dimension) => boolean;
}

const defaultSteps = 50_000;

export function coverage(scope: Region, boxes: Region, options: CoverageOptions = {}): Coverage {
  const { budget = new Budget(defaultSteps), passOver } = options;
  return withinBudget(() =>
    scope.flatMap((cube) => {
      const cover = new Cover(cube);
      return cover.uncovered(cover.add(boxes), budget, passOver);
    }),
  );
}

function withinBudget(search: () => Region): Coverage {
  try {
    return { kind: 'decided', uncovered: search() };
  } catch (error) {
    if (error instanceof Exhausted) return { kind: 'exhausted' };
    throw error;
  }
}
