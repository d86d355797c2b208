import { builtInStrengths, strengthWorth, unpublishedCombinations } from './authentication-strengths.ts';
import type { AuthenticationStrength, Grant, GrantControl } from './policy.ts';
import {
  canonicalText,
  objectMember,
  stringMember,
  stringsMember,
  unknownMembers,
  type WireObject,
} from './wire.ts';

const knownMembers = new Set(
  ['operator', 'builtInControls', 'customAuthenticationFactors', 'termsOfUse', 'authenticationStrength'].map(
    (name) => name.toLowerCase(),
  ),
);

/** No `grantControls` (session controls only) is a grant without controls: it asks for nothing. */
export function readGrant(policy: WireObject, policyId: string): Grant {
  const grant = objectMember(policy, 'grantControls') ?? new Map();
  const strength = objectMember(grant, 'authenticationStrength');
  return {
    operator: readOperator(grant),
    controls: [
      ...stringsMember(grant, 'builtInControls').map(builtInControl),
      ...stringsMember(grant, 'customAuthenticationFactors').map((name) =>
        unknownControl(`customAuthenticationFactors ${name}`),
      ),
      ...stringsMember(grant, 'termsOfUse').map(
        (id): GrantControl => ({ kind: 'asksNothing', name: `termsOfUse ${id}` }),
      ),
      ...(strength === undefined || strength.size === 0 ? [] : [readStrength(strength, policyId)]),
      ...unknownMembers(grant, knownMembers).map(({ name, value }) =>
        unknownControl(`grantControls.${name}`, `grantControls.${name}=${canonicalText(value)}`),
      ),
    ],
  };
}

/** Graph returns the strength whole, with the combinations that it allows; hand-written policies often only its id. */
function readStrength(strength: WireObject, policyId: string): AuthenticationStrength {
  const id = stringMember(strength, 'id') || `of the policy ${policyId}`;
  const combinations = stringsMember(strength, 'allowedCombinations');
  const worth = strengthWorth(id, combinations);
  const displayName = stringMember(strength, 'displayName') || builtInName(id) || id;
  return { kind: 'authenticationStrength', id, displayName, worth, unknownAs: unknownAs(id, combinations) };
}

function unknownAs(id: string, combinations: readonly string[]): string {
  const unknown = unpublishedCombinations(combinations);
  return unknown.length === 0 ? id : `${id} (${unknown.join('; ')})`;
}

function builtInName(id: string): string | undefined {
  return builtInStrengths.strengths.find((strength) => strength.id === id.toLowerCase())?.displayName;
}

/** Graph returns `AND` or `OR`; samples of Microsoft's also write them in lower case. */
function readOperator(grant: WireObject): Grant['operator'] {
  const operator = stringMember(grant, 'operator')?.trim().toUpperCase();
  return operator === 'AND' || operator === 'OR' ? operator : 'unknown';
}

const knownControls = new Map<string, GrantControl>([
  ['block', { kind: 'block' }],
  ['mfa', { kind: 'mfa' }],
  ['compliantdevice', { kind: 'compliantDevice' }],
  ['domainjoineddevice', { kind: 'domainJoinedDevice' }],
  ['passwordchange', { kind: 'asksNothing', name: 'passwordChange' }],
  ['approvedapplication', { kind: 'asksNothing', name: 'approvedApplication' }],
  ['compliantapplication', { kind: 'asksNothing', name: 'compliantApplication' }],
]);

function builtInControl(name: string): GrantControl {
  return knownControls.get(name.toLowerCase()) ?? unknownControl(name);
}

function unknownControl(name: string, unknownAs = name): GrantControl {
  return { kind: 'unknown', name, unknownAs };
}
