import {
  type AuthenticationStrength,
  isMultifactor,
  readStrength,
  type StrengthRules,
} from './authentication-strengths.ts';
import { type Choose, suppose } from './choices.ts';
import type { Requirement } from './claims.ts';
import { isCompliant, isDomainJoined } from './devices.ts';
import { DEVICE_REGISTRATION_SERVICE } from './resources.ts';
import type { SignIn } from './sign-ins.ts';
import { type Members, membersOf, textOf, textsOf, unknownMembers } from './wire.ts';

/** What a policy demands of the sign-ins that it matches. */
export interface Grant {
  /** In lower case; empty: not given. */
  readonly operator: string;
  readonly controls: readonly Control[];
}

type Control =
  | { readonly kind: 'block' | 'mfa' | 'compliantDevice' | 'domainJoinedDevice' | 'lessThanMfa' }
  | { readonly kind: 'strength'; readonly strength: AuthenticationStrength }
  | { readonly kind: 'unknown'; readonly name: string };

const KNOWN_MEMBERS = [
  'operator',
  'builtInControls',
  'customAuthenticationFactors',
  'termsOfUse',
  'authenticationStrength',
];

/** Reads `grantControls`; nothing to satisfy where it is null. `policy` names a strength without an id. Throws MalformedError. */
export function readGrant(wire: Members, policy: string): Grant {
  const strength = membersOf(wire['authenticationStrength']);
  const strengths = Object.keys(strength).length > 0 ? [readStrength(strength, policy)] : [];
  return {
    operator: textOf(wire['operator']).toLowerCase(),
    controls: [
      ...textsOf(wire['builtInControls']).map(builtInControl),
      ...textsOf(wire['termsOfUse']).map((): Control => ({ kind: 'lessThanMfa' })),
      ...textsOf(wire['customAuthenticationFactors']).map(unknownControl),
      ...strengths.map((one): Control => ({ kind: 'strength', strength: one })),
      // A member of the grant that nobody knows is read as one more control that nobody knows.
      ...unknownMembers(wire, KNOWN_MEMBERS).map((name) =>
        unknownControl(`${name} ${JSON.stringify(wire[name])}`),
      ),
    ],
  };
}

function builtInControl(name: string): Control {
  switch (name.toLowerCase()) {
    case 'block':
      return { kind: 'block' };
    case 'mfa':
      return { kind: 'mfa' };
    case 'compliantdevice':
      return { kind: 'compliantDevice' };
    case 'domainjoineddevice':
      return { kind: 'domainJoinedDevice' };
    case 'passwordchange':
    case 'approvedapplication':
    case 'compliantapplication':
      return { kind: 'lessThanMfa' };
    default:
      return unknownControl(name);
  }
}

function unknownControl(name: string): Control {
  return { kind: 'unknown', name };
}

/** Does the grant, where its policy applies, make the sign-in meet the requirement? */
export function grantSuffices(
  grant: Grant,
  signIn: SignIn,
  requirement: Requirement,
  rules: StrengthRules,
  choose: Choose,
): boolean {
  if (grant.controls.some((control) => control.kind === 'block')) return true;
  return clausesOf(grant, choose).some((clause) =>
    clause.every((control) => suffices(control, signIn, requirement, rules, choose)),
  );
}

function clausesOf(grant: Grant, choose: Choose): readonly (readonly Control[])[] {
  if (grant.controls.length === 0) return []; // Session controls alone: nothing to satisfy.
  return operatorIsAnd(grant, choose) ? grant.controls.map((control) => [control]) : [grant.controls];
}

function operatorIsAnd({ operator, controls }: Grant, choose: Choose): boolean {
  if (operator === 'and' || operator === 'or') return operator === 'and';
  return controls.length > 1 && suppose(choose, `operator ${operator} means AND`);
}

/** A control that cannot be satisfied at this sign-in is no way through: it suffices, and alone it blocks. */
function suffices(
  control: Control,
  signIn: SignIn,
  requirement: Requirement,
  rules: StrengthRules,
  choose: Choose,
): boolean {
  switch (control.kind) {
    case 'block':
      return true;
    case 'mfa':
      return requirement === 'multifactor';
    case 'strength':
      return requirement === 'multifactor' && isMultifactor(control.strength, rules, choose);
    case 'compliantDevice':
      return !canShow(signIn, isCompliant);
    case 'domainJoinedDevice':
      return !canShow(signIn, isDomainJoined);
    case 'lessThanMfa':
      return false;
    case 'unknown':
      return suppose(choose, `control ${control.name} suffices`);
  }
}

/** For device registration the state counts as shown on any device. */
function canShow(signIn: SignIn, hasState: typeof isCompliant): boolean {
  return signIn.resource === DEVICE_REGISTRATION_SERVICE || hasState(signIn.device);
}
