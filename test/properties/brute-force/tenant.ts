import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { type Directory, isUnread, readDirectory } from './directory.ts';
import { Memberships } from './memberships.ts';
import { type Locations, readLocations } from './named-locations.ts';
import type { Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import type { ResourceRules, SuiteMembers } from './resources.ts';

/** A snapshot, read; what could not be understood is kept as such. */
export interface Tenant {
  /** Those that may protect. */
  readonly policies: readonly Policy[];
  /** Those that protect nobody included: what they name is named too. */
  readonly everyPolicy: readonly Policy[];
  readonly directory: Directory;
  readonly memberships: Memberships;
  readonly locations: Locations;
  readonly resources: ResourceRules;
  readonly options: JudgeOptions;
}

/** Never throws on what a snapshot holds. */
export function readTenant(snapshot: TenantSnapshot, options: JudgeOptions, suites: SuiteMembers): Tenant {
  const everyPolicy = readPolicies(snapshot);
  const directory = readDirectory(snapshot, options, everyPolicy);
  return {
    policies: everyPolicy.filter((policy) => policy.kind === 'unknown' || policy.protects),
    everyPolicy,
    directory,
    memberships: new Memberships(directory),
    locations: readLocations(snapshot, everyPolicy),
    resources: { suites, baselineScopesEnforced: snapshot.baselineScopes !== 'notEnforced' },
    options,
  };
}

function readPolicies(snapshot: TenantSnapshot): readonly Policy[] {
  const unread = snapshot.unread ?? [];
  const policies = snapshot.policies
    .map((wire, index) => readPolicy(wire, `policy ${index + 1}`))
    .filter((policy) => policy !== null);
  if (unread.some((entry) => entry.kind === 'policies')) {
    policies.push({ kind: 'unknown', name: 'what was not read of the policies' });
  }
  if (snapshot.securityDefaults?.isEnabled === true || isUnread(unread, 'securityDefaults')) {
    policies.push({ kind: 'unknown', name: 'security defaults' });
  }
  return policies;
}
