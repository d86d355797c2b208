import { everywhere, intersect, nowhere, type Region, within } from '../prover/cube.ts';
import type { Grant, GrantControl } from './policy.ts';
import { complement, deviceRegistrationService, holds, labelled, type SignInSpace } from './sign-in-space.ts';

/** What a claim demands of a sign-in. */
export type Requirement = 'blocked' | 'mfaOrBlocked';

/** The controls that meet a requirement wherever they are asked for. */
const meets: Record<Requirement, ReadonlySet<GrantControl['kind']>> = {
  blocked: new Set(['block']),
  mfaOrBlocked: new Set(['block', 'mfa']),
};

/**
 * The sign-ins at which the grant meets the requirement. `OR` is one clause of all its controls, `AND` one clause per
 * control; one clause that meets it is enough, since a sign-in must satisfy them all. A grant that asks for nothing
 * has no clause.
 */
export function grantRegion(
  { operator, controls }: Grant,
  requirement: Requirement,
  space: SignInSpace,
): Region {
  const regions = controls.map((control) => clauseRegion(control, requirement, space));
  if (regions.length === 0) return nowhere;
  const whenOr = intersect(...regions);
  const whenAnd = regions.flat();
  switch (operator) {
    case 'OR':
      return whenOr;
    case 'AND':
      return whenAnd;
    case 'unknown':
      return regions.length === 1
        ? whenAnd
        : [...whenOr, ...intersect(whenAnd, holds(unknownOperator(space)))];
  }
}

/** Where a control, alone in its clause, meets the requirement: wherever it meets it or cannot be satisfied. */
function clauseRegion(control: GrantControl, requirement: Requirement, space: SignInSpace): Region {
  if (meets[requirement].has(control.kind)) return everywhere;
  switch (control.kind) {
    case 'compliantDevice':
    case 'domainJoinedDevice':
      return withoutDeviceState(space);
    case 'block':
    case 'mfa':
    case 'authenticationStrength':
    case 'asksNothing':
      return nowhere;
    case 'unknown':
      return holds(unknownControl(control.name, space));
  }
}

/**
 * Device state cannot be shown under the device code flow, so the control blocks there; for the Device Registration
 * Service it counts as satisfied under any flow (Microsoft: "Authentication flows as a condition").
 */
function withoutDeviceState(space: SignInSpace): Region {
  const underDeviceCode = within(space.flow, labelled(space.flow, ['deviceCodeFlow']));
  const elsewhere = within(
    space.resource,
    complement(space.resource, labelled(space.resource, [deviceRegistrationService])),
  );
  return intersect(underDeviceCode, elsewhere);
}

function unknownControl(name: string, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'grantControl',
    id: name,
    why: `The grant control ${name} is not understood: it may block or ask for more`,
    whatToDo: 'Check by hand what this control asks for, or use a control that is understood.',
  });
}

function unknownOperator(space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'grantOperator',
    id: 'unknown',
    why: 'A grant has several controls and neither AND nor OR between them',
    whatToDo: 'Give the grant an operator.',
  });
}
