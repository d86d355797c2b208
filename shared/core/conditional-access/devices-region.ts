import {
  everywhere,
  intersect,
  nowhere,
  pointSet,
  type Region,
  subtract,
  subtractWithin,
  within,
} from '../prover/cube.ts';
import type { AttributeDimension } from './device-attributes.ts';
import {
  type Comparison,
  comparesWithNull,
  comparisonsIn,
  type FilterRule,
  holdsFor,
  parseFilterRule,
} from './device-filter.ts';
import type { DeviceFilterCondition } from './policy.ts';
import { holds, type SignInSpace } from './sign-in-space.ts';

/** The devices that the filter lets the policy apply to, as a region over the attributes that rules read. */
export function devicesRegion({ mode, rule }: DeviceFilterCondition, space: SignInSpace): Region {
  const matching = matchingRegion(rule, space);
  return mode === 'include' ? matching : subtract(everywhere, matching);
}

const mostCubes = 256;

/** Where the rule may match and need not, as it compares with null or cannot be read, that is one unknown. */
function matchingRegion(text: string, space: SignInSpace): Region {
  const unknown = () => holds(unknownRule(space, text));
  const rule = parseFilterRule(text);
  if (rule === undefined) return unknown();
  const may = new RuleRegions(space, everywhere).of(rule);
  if (may === undefined) return unknown();
  if (!comparisonsIn(rule).some((comparison) => isUndecided(comparison, space))) return may;
  const must = new RuleRegions(space, nowhere).of(rule);
  return must === undefined ? unknown() : [...must, ...intersect(may, unknown())];
}

function isUndecided(comparison: Comparison, space: SignInSpace): boolean {
  return comparesWithNull(comparison) || dimensionOf(comparison, space) === undefined;
}

function dimensionOf({ attribute }: Comparison, space: SignInSpace): AttributeDimension | undefined {
  return space.deviceAttributes.get(attribute.toLowerCase());
}

/** Where a rule matches if the comparisons that are not decided hold everywhere, or nowhere. */
class RuleRegions {
  readonly #space: SignInSpace;
  readonly #undecided: Region;

  constructor(space: SignInSpace, undecided: Region) {
    this.#space = space;
    this.#undecided = undecided;
  }

  /** Undefined where it takes too many cubes to say. */
  of(rule: FilterRule): Region | undefined {
    switch (rule.kind) {
      case 'comparison':
        return this.#comparison(rule);
      case 'not': {
        const opposite = this.#undecided === everywhere ? nowhere : everywhere;
        const matching = new RuleRegions(this.#space, opposite).of(rule.rule);
        return matching && subtractWithin(mostCubes, everywhere, matching);
      }
      case 'and':
      case 'or': {
        const left = this.of(rule.left);
        const right = this.of(rule.right);
        if (left === undefined || right === undefined) return undefined;
        const both = rule.kind === 'and' ? intersect(left, right) : [...left, ...right];
        return both.length > mostCubes ? undefined : both;
      }
    }
  }

  #comparison(comparison: Comparison): Region {
    const dimension = dimensionOf(comparison, this.#space);
    if (dimension === undefined || isUndecided(comparison, this.#space)) return this.#undecided;
    const points = dimension.labels.flatMap((label, point) => (holdsFor(comparison, label) ? [point] : []));
    return within(dimension, pointSet(points));
  }
}

function unknownRule(space: SignInSpace, rule: string) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'deviceFilter',
    id: rule.trim(),
    why: 'The device filter rule could not be evaluated',
    whatToDo:
      'Check by hand which devices the rule matches, and whether one that has none of the attributes.',
  });
}
