import { placeDimensions } from '../conditional-access/places.ts';
import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { Cube, Dimension } from '../prover/cube.ts';
import type { Control, SignInControl } from './control.ts';
import { UsersDecision } from './decide-users.ts';
import { closedBy, countAccounts } from './decided-cohorts.ts';
import { askOf, type Question } from './question.ts';
import type { SignInModel } from './sign-in-model.ts';
import type { Candidate } from './sufficient-boxes.ts';

/** A place where everybody is blocked. */
export interface ClosedPlace {
  readonly place: Cube;
  /** The policies that it takes. */
  readonly closedBy: ReadonlySet<UnderstoodPolicy>;
  /** How many disabled accounts nothing would block there. */
  readonly openToDisabled: number;
}

/** The question whether every sign-in at that place is blocked. Of candidates it tells of those by place alone. */
export function askAt(place: Cube, control: Control, model: SignInModel, budget: number): Question {
  const claim: SignInControl['claim'] = {
    kind: 'everySignInMeets',
    requirement: 'blocked',
    scope: () => place,
    users: 'all',
    securityDefaultsMayHelp: false,
  };
  const question = askOf(model, { ...control, claim }, budget);
  const dimensions = new Set(placeDimensions(model.space));
  return {
    ...question,
    candidates: question.candidates.filter(
      (candidate) => control.isMeant(candidate.policy) || closesPlaces(candidate, dimensions),
    ),
  };
}

/** Where it applies, nothing gets through at some place. */
function closesPlaces({ sufficient }: Candidate, dimensions: ReadonlySet<Dimension>): boolean {
  return sufficient.some((cube) => [...cube.keys()].every((dimension) => dimensions.has(dimension)));
}

/** What closes a place that is known to be closed to everybody. */
export function closedPlace(place: Cube, control: Control, model: SignInModel, budget: number): ClosedPlace {
  const decision = new UsersDecision(askAt(place, control, model, budget));
  return {
    place,
    closedBy: closedBy(decision.decide(model.users.enabled), decision),
    openToDisabled: countAccounts(decision.decide(model.users.disabled)),
  };
}
