import { everywhere, intersect, nowhere, type Region, within } from '../prover/cube.ts';
import type { AuthenticationStrength, Grant, GrantControl } from './policy.ts';
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
      return withoutDeviceState(control.kind, 'isCompliant', 'True', space);
    case 'domainJoinedDevice':
      return withoutDeviceState(control.kind, 'trustType', 'ServerAD', space);
    case 'authenticationStrength':
      return requirement === 'blocked' ? nowhere : strengthRegion(control, space);
    case 'block':
    case 'mfa':
    case 'asksNothing':
      return nowhere;
    case 'unknown':
      return holds(unknownControl(control.name, control.unknownAs, space));
  }
}

/**
 * A device that lacks the state cannot satisfy the control, so it blocks there, as it does under the device code flow,
 * where no device shows its state. For the Device Registration Service it counts as satisfied under any flow
 * (Microsoft: "Authentication flows as a condition"). Where filters ask too much of the attribute to tell its values
 * apart, it is unknown.
 */
function withoutDeviceState(control: string, attribute: string, value: string, space: SignInSpace): Region {
  const dimension = space.deviceAttributes.get(attribute.toLowerCase());
  const lacking =
    dimension === undefined
      ? holds(unknownControl(control, control, space))
      : within(dimension, complement(dimension, labelled(dimension, [value])));
  const elsewhere = within(
    space.resource,
    complement(space.resource, labelled(space.resource, [deviceRegistrationService])),
  );
  return intersect(lacking, elsewhere);
}

/** All combinations that the strength allows must be multifactor. */
function strengthRegion({ unknownAs, worth }: AuthenticationStrength, space: SignInSpace): Region {
  switch (worth) {
    case 'multifactor':
      return everywhere;
    case 'singleFactor':
      return nowhere;
    case 'unknown':
      return holds(unknownStrength(unknownAs, space));
  }
}

function unknownStrength(id: string, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'authenticationStrength',
    id,
    why: 'It is not known which combinations of methods the authentication strength allows, or what they are worth',
    whatToDo:
      'Give the policy with the allowedCombinations of its strength, or check by hand that all are multifactor.',
  });
}

function unknownControl(name: string, id: string, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'grantControl',
    id,
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
