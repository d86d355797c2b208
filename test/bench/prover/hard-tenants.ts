import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { type PolicyDraft, policyOf } from '../../sandbox/entra-tenant/company/policy-draft.ts';
import { RandomNumbers } from '../tenants/random-numbers.ts';
import { drawPartition } from './policy-partition.ts';

/** Tenants made to blow up the cover, the harder the more policies they have. */
export interface HardFamily {
  readonly name: string;
  readonly tenantOf: (policies: number) => TenantSnapshot;
}

export const hardFamilies: readonly HardFamily[] = [
  {
    name: 'space cut into narrow policies',
    tenantOf: (policies) => tenantOf(narrowPolicies(policies), namedLocations),
  },
  {
    name: 'the same, one missing',
    tenantOf: (policies) => tenantOf(narrowPolicies(policies + 1).slice(1), namedLocations),
  },
  {
    name: 'unread groups and locations at random',
    tenantOf: (policies) => tenantOf(entangledPolicies(policies)),
  },
  {
    name: 'chain of complementary unread groups',
    tenantOf: (policies) => tenantOf(complementaryPolicies(policies)),
  },
  {
    name: 'all but one unread location each',
    tenantOf: (policies) => tenantOf(locationPolicies(policies)),
  },
];

const namedLocations = numbered('location', 12).map((id, number) => ({
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id,
  displayName: id,
  isTrusted: false,
  ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: `203.0.113.${number * 16}/28` }],
}));

function tenantOf(drafts: readonly Draft[], locations: readonly object[] = []): TenantSnapshot {
  return {
    policies: drafts.map((draft, number) =>
      policyOf('hard', { name: `Block ${number + 1}`, grant: { builtInControls: ['block'] }, ...draft }),
    ),
    namedLocations: locations,
  };
}

type Draft = Pick<PolicyDraft, 'users' | 'applications' | 'conditions'>;

function narrowPolicies(count: number): readonly Draft[] {
  return drawPartition(count, new RandomNumbers(count));
}

/** As hard as a random question of that size: three or four of as many groups and locations as make it hardest. */
function entangledPolicies(count: number): readonly Draft[] {
  const random = new RandomNumbers(count);
  const unread = Math.ceil(count / 8);
  const draw = (kind: string) => random.someOf(numbered(kind, unread), 1);
  return Array.from({ length: count }, () => ({
    users: random.onceIn(2)
      ? { includeUsers: [], includeGroups: draw('group'), excludeGroups: draw('group') }
      : { excludeGroups: draw('group') },
    conditions: {
      locations: {
        includeLocations: random.onceIn(2) ? draw('location') : ['All'],
        excludeLocations: draw('location'),
      },
    },
  }));
}

/** All but the first group; the first but the second, the second but the third, ...; the last: that is everybody. */
function complementaryPolicies(count: number): readonly Draft[] {
  const groups = numbered('group', count - 1);
  return [
    { users: { excludeGroups: groups.slice(0, 1) } },
    ...groups.map((group, number) => ({
      users: {
        includeUsers: [],
        includeGroups: [group],
        excludeGroups: groups.slice(number + 1, number + 2),
      },
    })),
  ];
}

function locationPolicies(count: number): readonly Draft[] {
  return numbered('location', count).map((location) => ({
    users: {},
    conditions: { locations: { includeLocations: ['All'], excludeLocations: [location] } },
  }));
}

function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => `${name}-${number}`);
}
