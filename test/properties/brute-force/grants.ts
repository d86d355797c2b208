import { type Choose, suppose } from './choices.ts';
import { type Members, membersOf, textOf, textsOf, unknownMembers } from './wire.ts';

export const DEVICE_REGISTRATION_SERVICE = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';

/** What a policy demands of the sign-ins that it matches. */
export interface Grant {
  /** In lower case; empty: not given. */
  readonly operator: string;
  readonly controls: readonly Control[];
}

type Control =
  | { readonly kind: 'block' | 'deviceState' | 'canBeSatisfied' }
  | { readonly kind: 'unknown'; readonly name: string };

const KNOWN_MEMBERS = [
  'operator',
  'builtInControls',
  'customAuthenticationFactors',
  'termsOfUse',
  'authenticationStrength',
];

/** Reads `grantControls`; nothing to satisfy where it is null. `policy` names unknown members. Throws MalformedError. */
export function readGrant(wire: Members, policy: string): Grant {
  const strength = membersOf(wire['authenticationStrength']);
  return {
    operator: textOf(wire['operator']).toLowerCase(),
    controls: [
      ...textsOf(wire['builtInControls']).map(builtInControl),
      ...textsOf(wire['termsOfUse']).map((): Control => ({ kind: 'canBeSatisfied' })),
      ...textsOf(wire['customAuthenticationFactors']).map(unknownControl),
      ...(Object.keys(strength).length > 0 ? [{ kind: 'canBeSatisfied' } as const] : []),
      // A member of the grant that nobody knows is read as one more control that nobody knows.
      ...unknownMembers(wire, KNOWN_MEMBERS).map((name) => unknownControl(`${name} of ${policy}`)),
    ],
  };
}

function builtInControl(name: string): Control {
  switch (name.toLowerCase()) {
    case 'block':
      return { kind: 'block' };
    case 'compliantdevice':
    case 'domainjoineddevice':
      return { kind: 'deviceState' };
    case 'mfa':
    case 'passwordchange':
    case 'approvedapplication':
    case 'compliantapplication':
      return { kind: 'canBeSatisfied' };
    default:
      return unknownControl(name);
  }
}

function unknownControl(name: string): Control {
  return { kind: 'unknown', name };
}

/** Does this grant stop a sign-in to the resource under the device code flow? */
export function grantBlocks(grant: Grant, resource: string | null, choose: Choose): boolean {
  if (grant.controls.some((control) => control.kind === 'block')) return true;
  return clausesOf(grant, choose).some((clause) => !canSatisfy(clause, resource, choose));
}

function clausesOf(grant: Grant, choose: Choose): readonly (readonly Control[])[] {
  if (grant.controls.length === 0) return []; // Session controls alone: nothing to satisfy.
  return operatorIsAnd(grant, choose) ? grant.controls.map((control) => [control]) : [grant.controls];
}

function operatorIsAnd({ operator, controls }: Grant, choose: Choose): boolean {
  if (operator === 'and' || operator === 'or') return operator === 'and';
  return controls.length > 1 && suppose(choose, `operator ${operator} means AND`);
}

function canSatisfy(clause: readonly Control[], resource: string | null, choose: Choose): boolean {
  return clause.some((control) => {
    if (control.kind === 'canBeSatisfied') return true;
    if (control.kind === 'deviceState') return resource === DEVICE_REGISTRATION_SERVICE;
    return (
      control.kind === 'unknown' && !suppose(choose, `control ${control.name} stops the device code flow`)
    );
  });
}
