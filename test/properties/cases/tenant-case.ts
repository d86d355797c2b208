import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import type { ControlKey } from '../brute-force/claims.ts';
import { wirePolicy } from '../wire-policy.ts';

/** The time that the cases are judged at. */
export const AT = '2026-11-22T00:00:00Z';

/** One tenant and what an engineer says of it. */
export interface Case {
  readonly control: ControlKey;
  readonly name: string;
  readonly snapshot: TenantSnapshot;
  readonly options?: Partial<JudgeOptions>;
  readonly verdict: Verdict;
  readonly usersSurelyInGap?: readonly string[];
}

/** A case about the device code flow and policies alone: four users who are in a readable directory. */
export function inTenant(
  name: string,
  verdict: Verdict,
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
): Case {
  return {
    control: 'device-code-flow-blocked',
    name,
    verdict,
    snapshot: { ...directory, policies, ...rest },
    options,
  };
}

/** The same for another control. */
export const casesOf =
  (control: ControlKey) =>
  (...[name, verdict, policies, rest, options]: Parameters<typeof inTenant>): Case => ({
    ...inTenant(name, verdict, policies, rest, options),
    control,
  });

/** A case about one policy that differs from the canonical one in one condition. */
export function withCondition(
  name: string,
  verdict: Verdict,
  conditions: Readonly<Record<string, unknown>>,
  rest: Partial<TenantSnapshot> = {},
): Case {
  return inTenant(name, verdict, [wirePolicy({ conditions })], rest);
}

/** The condition on users that includes all and excludes these. */
export const everyUserBut = (excluded: object): object => ({ includeUsers: ['All'], ...excluded });

/** A case about whom one policy matches; `ids` are the users who surely are in the gap. */
export const withUsers = (
  name: string,
  verdict: Verdict,
  condition: object,
  ids?: readonly string[],
): Case => ({
  ...inTenant(name, verdict, [wirePolicy({ users: condition })]),
  ...(ids === undefined ? {} : { usersSurelyInGap: ids }),
});

export const DEVICE_REGISTRATION = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';
/** Windows Azure Service Management API: an app of neither suite. */
export const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
/** Office 365 Exchange Online: an app of the suite Office365. */
export const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000';
/** Global Administrator. */
export const ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

export const user = (id: string, more: object = {}): object => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@tenant.example`,
  userType: 'Member',
  accountEnabled: true,
  ...more,
});

export const group = (id: string, users: readonly string[], groups: readonly string[] = []): object => ({
  id,
  displayName: id,
  members: [
    ...users.map((member) => ({ '@odata.type': '#microsoft.graph.user', id: member })),
    ...groups.map((member) => ({ '@odata.type': '#microsoft.graph.group', id: member })),
  ],
});

export const holder = (principalId: string, directoryScopeId = '/'): object => ({
  principalId,
  roleDefinitionId: ADMINISTRATOR,
  directoryScopeId,
});

/** Ann, Bob (administrator), a guest, and the break-glass account; `crew` holds Ann, and `outer` holds `crew`. */
const directory: Omit<TenantSnapshot, 'policies'> = {
  users: [
    user('ann'),
    user('bob'),
    user('guest', { userType: 'Guest', userPrincipalName: 'guest_partner.example#EXT#@tenant.example' }),
    user('break-glass'),
  ],
  groups: [group('crew', ['ann']), group('outer', [], ['crew']), group('nobody', [])],
  roleAssignments: [holder('bob')],
  namedLocations: [
    {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: 'office',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }],
    },
    {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      id: 'home-country',
      countriesAndRegions: ['CH'],
      includeUnknownCountriesAndRegions: true,
    },
  ],
  securityDefaults: { isEnabled: false },
  baselineScopes: 'enforced',
};
