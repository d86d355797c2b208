import { groupPhrase } from '../conditional-access/group-phrase.ts';
import type {
  GrantControl,
  IncludeExclude,
  Principals,
  UnderstoodPolicy,
} from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { applicationName } from './application-name.ts';
import { guestTypeNames } from './guest-type-name.ts';
import { listText } from './list-text.ts';
import { roleName } from './role-name.ts';

export const notUnderstood = 'not understood';

/** Begins the text of a condition that takes all but some; the rest of the text is what it leaves out. */
export const allBut = 'all but ';

/** What a policy says in one of its members, in names and in one line: `android and iOS`, `all but Microsoft Graph`. */
export function memberText(policy: UnderstoodPolicy, member: string, tenant: TenantKnowledge): string {
  switch (member) {
    case 'conditions.users':
      return policy.users.kind === 'unintelligible' ? notUnderstood : usersText(policy.users, tenant);
    case 'conditions.applications':
      return applicationsText(policy);
    case 'conditions.platforms':
      return conditionText(policy.platforms);
    case 'conditions.locations':
      return conditionText(policy.locations, (id) => locationName(id, tenant));
    case 'conditions.devices':
      return policy.deviceFilter?.kind === 'understood'
        ? `${policy.deviceFilter.mode === 'exclude' ? allBut : ''}${policy.deviceFilter.rule}`
        : notUnderstood;
    case 'conditions.clientAppTypes':
      return listText(policy.clientAppTypes);
    case 'conditions.signInRiskLevels':
      return listText(policy.signInRiskLevels);
    case 'conditions.userRiskLevels':
      return listText(policy.userRiskLevels);
    case 'conditions.insiderRiskLevels':
      return listText(policy.insiderRiskLevels);
    case 'conditions.authenticationFlows':
      return listText(policy.transferMethods.map((flow) => flowNames.get(flow) ?? `the flow ${flow}`));
    case 'grantControls':
      return policy.grant.controls.map(grantName).join(` ${policy.grant.operator} `);
    case 'state':
      return policy.state.kind === 'unknown' ? policy.state.value : policy.state.kind;
    default:
      return notUnderstood;
  }
}

/** By the flag in lower case. */
const flowNames = new Map([
  ['devicecodeflow', 'the device code flow'],
  ['authenticationtransfer', 'authentication transfer'],
]);

/** Of a policy that is for some users only, these; whom it leaves out of them keeps nobody else from it. */
function usersText(
  { include, exclude }: Exclude<UnderstoodPolicy['users'], { kind: 'unintelligible' }>,
  tenant: TenantKnowledge,
): string {
  const isAll = include.users.some((id) => id.toLowerCase() === 'all');
  return isAll
    ? sides(['all'], principalNames(exclude, tenant))
    : listText(principalNames(include, tenant)) || 'nobody';
}

function applicationsText({ applications }: UnderstoodPolicy): string {
  if (applications.kind === 'unintelligible') return notUnderstood;
  const { include, exclude, filter } = applications;
  const filtered = (mode: string) => (filter?.mode === mode ? [`apps that match ${filter.rule}`] : []);
  return sides(
    [...include.map(applicationName), ...filtered('include')],
    [...exclude.map(applicationName), ...filtered('exclude')],
  );
}

function conditionText(
  condition: IncludeExclude | { readonly kind: 'unintelligible' },
  name = (id: string) => id,
): string {
  if (condition.kind === 'unintelligible') return notUnderstood;
  const { include, exclude } = condition;
  // An empty include beside an exclude means all.
  return sides(include.length === 0 ? ['All'] : include.map(name), exclude.map(name));
}

/** `A and B`, `all but C`, `A and B, but not C`, `all`, `nothing`. */
function sides(include: readonly string[], exclude: readonly string[]): string {
  const isAll = include.some((name) => name.toLowerCase() === 'all');
  if (isAll) return exclude.length === 0 ? 'all' : `${allBut}${listText(exclude)}`;
  const included = listText(include) || 'nothing';
  return exclude.length === 0 ? included : `${included}, but not ${listText(exclude)}`;
}

function principalNames(
  { users, groups, roles, guests }: Principals,
  { directory }: TenantKnowledge,
): readonly string[] {
  return [
    ...named(
      '',
      users.map((id) => specialUsers.get(id.toLowerCase()) ?? directory.userName(id)),
    ),
    ...named(
      'members of ',
      groups.map((id) => groupPhrase(directory.groupName(id))),
    ),
    ...named(roles.length === 1 ? 'holders of the role ' : 'holders of the roles ', roles.map(roleName)),
    ...(guests === undefined ? [] : guestTypeNames(guests.types)),
  ];
}

const mostNamed = 3;

function named(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}${listText(names, mostNamed)}`];
}

const specialUsers = new Map([
  ['none', 'nobody'],
  ['guestsorexternalusers', 'guests and external users'],
  ['allagentidusers', 'agent identities'],
]);

function locationName(id: string, { namedLocations }: TenantKnowledge): string {
  if (id.toLowerCase() === 'alltrusted') return 'trusted locations';
  return namedLocations.find((location) => location.id.toLowerCase() === id.toLowerCase())?.displayName ?? id;
}

const grantNames = {
  block: 'block',
  mfa: 'MFA',
  compliantDevice: 'a compliant device',
  domainJoinedDevice: 'a domain-joined device',
} as const;

function grantName(control: GrantControl): string {
  switch (control.kind) {
    case 'authenticationStrength':
      return `the authentication strength ${control.displayName}`;
    case 'asksNothing':
    case 'unknown':
      return control.name;
    default:
      return grantNames[control.kind];
  }
}
