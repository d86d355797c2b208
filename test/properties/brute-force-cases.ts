import type { Verdict } from '../../shared/core/controls/control-result.ts';
import type { JudgeOptions } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { wirePolicy } from './wire-policy.ts';

/** One tenant and what an engineer says of it. */
export interface Case {
  readonly name: string;
  readonly snapshot: TenantSnapshot;
  readonly options?: Partial<JudgeOptions>;
  readonly verdict: Verdict;
  readonly usersSurelyInGap?: readonly string[];
}

/** A case about policies alone: four users who are in a readable directory. */
export function inTenant(
  name: string,
  verdict: Verdict,
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
): Case {
  return { name, verdict, snapshot: { ...directory, policies, ...rest }, options };
}

/** A case about one policy that differs from the canonical one in one condition. */
export function withCondition(
  name: string,
  verdict: Verdict,
  conditions: Readonly<Record<string, unknown>>,
  rest: Partial<TenantSnapshot> = {},
): Case {
  return inTenant(name, verdict, [wirePolicy({ conditions })], rest);
}

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
export const directory: Omit<TenantSnapshot, 'policies'> = {
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
