import type { WirePolicy } from './plan.ts';
import { memberAt } from './wire-members.ts';

const users = [
  'includeUsers',
  'excludeUsers',
  'includeGroups',
  'excludeGroups',
  'includeRoles',
  'excludeRoles',
  'includeGuestsOrExternalUsers',
  'excludeGuestsOrExternalUsers',
];

const applications = [
  'includeApplications',
  'excludeApplications',
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
  'applicationFilter',
];

const lists = /(Users|Groups|Roles|Applications|Actions|References)$/;
const objects = /OrExternalUsers$/;

/**
 * One condition as it is sent. Whether Graph keeps a member of `users` that a change does not name is documented
 * nowhere, so users and applications are sent whole, with an empty list where nobody is meant.
 */
export function wholeCondition(policy: WirePolicy, name: string): unknown {
  const members = name === 'users' ? users : name === 'applications' ? applications : undefined;
  if (members === undefined) return memberAt(policy, `conditions.${name}`) ?? null;
  const values = members.map((member) => {
    const value = memberAt(policy, `conditions.${name}.${member}`);
    return [member, value ?? (lists.test(member) && !objects.test(member) ? [] : null)] as const;
  });
  return Object.fromEntries(values);
}
