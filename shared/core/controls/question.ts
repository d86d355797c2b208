import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import { type Allowance, allowances } from '../exceptions/allowed-regions.ts';
import type { ControlException } from '../exceptions/exception.ts';
import { type Cube, hull, intersect } from '../prover/cube.ts';
import type { Control, SignInControl } from './control.ts';
import type { SignInModel } from './sign-in-model.ts';
import { type Candidate, candidates, type Protection, protections } from './sufficient-boxes.ts';

/** One control asked of one tenant: all that the decision rests on, and the report of it. */
export interface Question extends SignInModel {
  readonly control: SignInControl;
  /** The part of the space that the control speaks of. */
  readonly scope: Cube;
  /** What closes the scope, what might if it were in force or wider, and what may stay open. */
  readonly candidates: readonly Candidate[];
  readonly protections: readonly Protection[];
  readonly allowances: readonly Allowance[];
  /** Steps that the decision may take, for all users together. */
  readonly budget: number;
}

export function askOf(model: SignInModel, control: SignInControl, budget: number): Question {
  const { space, tenant, emergencyAccess, memberships } = model;
  const exceptions = model.exceptions.filter((exception) => speaksOf(exception, control));
  const scope = possiblePart(control.claim.scope(space), space);
  const among = candidates(model, control, scope);
  return {
    ...model,
    control,
    exceptions,
    scope,
    candidates: among,
    protections: protections(tenant, control.claim, among, space),
    allowances: allowances(exceptions, emergencyAccess, tenant.directory, memberships, space),
    budget,
  };
}

/** An exception names controls by any of their ids. */
export function speaksOf({ controls }: ControlException, { key, id, crosswalk }: Control): boolean {
  const ids = new Set([key, id, ...crosswalk.map((entry) => entry.id)].map((one) => one.toLowerCase()));
  return controls.some((anyId) => ids.has(anyId.trim().toLowerCase()));
}

/** The scope, less what no sign-in of it can be. */
function possiblePart(scope: Cube, { possible }: SignInSpace): Cube {
  return hull(intersect([scope], possible)) ?? scope;
}
