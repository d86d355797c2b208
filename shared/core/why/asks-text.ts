import type { GrantControl } from '../conditional-access/policy.ts';
import { listText } from '../controls/list-text.ts';

/** What is asked for where any of these will do: `MFA or a compliant device`. */
export function asksText(controls: readonly GrantControl[]): string {
  return listText(controls.map(controlText), controls.length, 'or');
}

function controlText(control: GrantControl): string {
  switch (control.kind) {
    case 'authenticationStrength':
      return `the authentication strength ${control.displayName}`;
    case 'unknown':
      return `what ${control.name} asks for`;
    case 'asksNothing':
      return texts.get(control.name) ?? 'consent to terms of use';
    case 'block':
      return 'nothing: it blocks';
    case 'mfa':
      return 'MFA';
    case 'compliantDevice':
      return 'a compliant device';
    case 'domainJoinedDevice':
      return 'a hybrid joined device';
  }
}

const texts = new Map([
  ['passwordChange', 'a new password'],
  ['approvedApplication', 'an approved client app'],
  ['compliantApplication', 'an app with a protection policy'],
]);
