import { Budget } from './budget.ts';
import { type Coverage, type CoverageOptions, coverage } from './cover.ts';
import { type Cube, containsCube, type Dimension, project, type Region } from './cube.ts';
import { widen } from './widen.ts';

/** What is asked of the sign-ins of one user. */
export interface CoverQuestion {
  readonly scope: Cube;
  /** What surely or, under unknowns, perhaps closes a part of the scope. */
  readonly boxes: Region;
  /** Points of the scope that do not exist: never a gap, and no hindrance to telling of one. */
  readonly impossible: Region;
}

/** Which dimensions are unknown Booleans, and of whom these speak. */
export interface Unknowns {
  /** The same at every sign-in of one user, e.g. whether the user is in an unread group. */
  readonly ofUser: (dimension: Dimension) => boolean;
  /** One sign-in's own, e.g. whether it lies in an unread location. */
  readonly ofSignIn: (dimension: Dimension) => boolean;
}

/** What was decided for the sign-ins of one user, of whom perhaps not everything is known. */
export type Decision =
  /** Nothing gets through, whatever the unknowns are. */
  | { readonly kind: 'covered' }
  /** Something gets through, whatever the unknowns are. */
  | { readonly kind: 'open'; readonly gaps: Region }
  /** Something may get through: it depends on the unknowns that the gaps restrict. */
  | { readonly kind: 'undecided'; readonly gaps: Region }
  /** The question was too hard for the budget. */
  | { readonly kind: 'exhausted' };

/** The steps for a number of questions: to decide them, and apart from that to list all their gaps. */
export interface Effort {
  readonly toDecide: Budget;
  readonly toList: Budget;
}

/** Half a minute at worst. A question that is not entangled takes some hundred steps. */
export const defaultSteps = 1_000_000;

export function effortOf(steps: number): Effort {
  return { toDecide: new Budget(steps), toList: new Budget(steps) };
}

/**
 * Do the boxes cover the scope, for every value, for no value, or for some values of the unknowns?
 *
 * With the unknowns as further dimensions, no gap: covered. For the opposite, one and the same sign-in must get
 * through under every value of what is unknown of it; so the boxes are enlarged by dropping what they say of such
 * unknowns, and what still is not covered gets through for sure. The user's own unknowns may each have a gap of
 * their own, but every value of them must have one: the gaps, projected on them, must cover. Takes half of the steps
 * at most.
 */
export function decide(
  question: CoverQuestion,
  unknowns: Unknowns,
  { toDecide, toList }: Effort = effortOf(defaultSteps),
): Decision {
  const { scope, boxes } = question;
  if (boxes.some((box) => containsCube(box, scope))) return { kind: 'covered' };
  const budget = toDecide.portion();
  const possible = uncovered(question, { budget, passOver: () => true });
  if (possible.kind === 'exhausted') return possible;
  if (possible.uncovered.length === 0) return { kind: 'covered' };

  const enlarged = {
    ...question,
    boxes: project(boxes, (dimension) => !unknowns.ofSignIn(dimension)),
  };
  const sure = uncovered(enlarged, { budget, passOver: (dimension) => !unknowns.ofUser(dimension) });
  if (sure.kind === 'exhausted') return sure;
  const shadow = project(sure.uncovered, unknowns.ofUser);
  const everyValue = coverage([ofUser(scope, unknowns)], shadow, { budget, passOver: () => true });
  if (everyValue.kind === 'exhausted') return everyValue;
  return everyValue.uncovered.length === 0
    ? { kind: 'open', gaps: readable(sure.uncovered, enlarged, toList) }
    : { kind: 'undecided', gaps: readable(possible.uncovered, question, toList) };
}

function uncovered({ scope, boxes, impossible }: CoverQuestion, options: CoverageOptions): Coverage {
  return coverage([scope], [...boxes, ...impossible], options);
}

function ofUser(scope: Cube, unknowns: Unknowns): Cube {
  return new Map([...scope].filter(([dimension]) => unknowns.ofUser(dimension)));
}

/** What the boxes leave open of the scope, fit to be read; all of it where that is too hard to say. */
export function gapsIn(question: CoverQuestion, { toList }: Effort): Region {
  const found = uncovered(question, { budget: toList.portion(), passOver: () => true });
  if (found.kind === 'exhausted') return [question.scope];
  return found.uncovered.length === 0 ? [] : readable(found.uncovered, question, toList);
}

/** Per user: an answer that is not read is not an answer. */
const mostGaps = 100;
const mostStepsToList = 5_000;

/** All gaps if they can be listed quickly, else those that were found. */
function readable(found: Region, question: CoverQuestion, toList: Budget): Region {
  const { scope, boxes } = question;
  const all = uncovered(question, { budget: toList.portion(mostStepsToList) });
  const dimensions = new Set([...boxes, ...question.impossible].flatMap((box) => [...box.keys()]));
  return widen(all.kind === 'decided' ? all.uncovered : found, scope, boxes, [...dimensions], mostGaps);
}
