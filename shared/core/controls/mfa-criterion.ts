import type { Grant, GrantControl, UnderstoodPolicy } from '../conditional-access/policy.ts';
import { type Criterion, textOf } from './criterion.ts';

/** The grant cannot be satisfied without MFA: no `OR` offers something weaker. */
export const requiresMfa: Criterion = {
  name: 'grantControls requires MFA',
  needs: 'mfa or a multifactor authentication strength, with no weaker alternative',
  has: ({ grant }) => grantText(grant),
  isMet: ({ grant }) => isRequired(grant, isMfa),
  isUnread: ({ grant }) => isRequired(grant, (control) => isMfa(control) || isUnreadStrength(control)),
};

/** Whether MFA is among what the grant asks for, be it as one alternative of several. */
export function asksForMfa({ grant }: UnderstoodPolicy): boolean {
  return grant.controls.some(({ kind }) => kind === 'mfa' || kind === 'authenticationStrength');
}

/** The same, and no condition on risk makes it a policy for risky sign-ins or users. */
export function asksForMfaAtAnyRisk(policy: UnderstoodPolicy): boolean {
  const { signInRiskLevels, userRiskLevels, insiderRiskLevels } = policy;
  const levels = [...signInRiskLevels, ...userRiskLevels, ...insiderRiskLevels];
  return asksForMfa(policy) && levels.length === 0;
}

function isRequired({ operator, controls }: Grant, suffices: (control: GrantControl) => boolean): boolean {
  return operator === 'AND' ? controls.some(suffices) : controls.length > 0 && controls.every(suffices);
}

function isMfa(control: GrantControl): boolean {
  return (
    control.kind === 'mfa' || (control.kind === 'authenticationStrength' && control.worth === 'multifactor')
  );
}

function isUnreadStrength(control: GrantControl): boolean {
  return control.kind === 'authenticationStrength' && control.worth === 'unknown';
}

function grantText({ operator, controls }: Grant): string {
  if (controls.length < 2) return textOf(controls.map(controlText));
  return controls.map(controlText).join(operator === 'unknown' ? ', ' : ` ${operator} `);
}

const strengths = {
  multifactor: 'multifactor',
  singleFactor: 'allows a single factor',
  unknown: 'its combinations are not known',
} as const;

function controlText(control: GrantControl): string {
  if (control.kind === 'authenticationStrength')
    return `authenticationStrength ${control.displayName} (${strengths[control.worth]})`;
  return 'name' in control ? control.name : control.kind;
}
