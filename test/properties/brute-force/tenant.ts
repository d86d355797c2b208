import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import type { StrengthRules } from './authentication-strengths.ts';
import type { Claim } from './claims.ts';
import { type Directory, isUnread, readDirectory } from './directory.ts';
import { Memberships } from './memberships.ts';
import { type Locations, readLocations } from './named-locations.ts';
import type { Policy } from './policy.ts';
import { policyNames } from './policy-names.ts';
import { readPolicy } from './read-policy.ts';
import type { ResourceRules, SuiteMembers } from './resources.ts';

/** What the program knows of Entra, as dated lists. */
export interface BruteForceData {
  readonly suites: SuiteMembers;
  /** Template ids of built-in roles. */
  readonly administrativeRoles: readonly string[];
  readonly strengths: StrengthRules;
}

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
  readonly strengths: StrengthRules;
  /** Those whose holders are in the scope of the claim; empty: everyone is. */
  readonly rolesInScope: readonly string[];
  /** Null: not given, and taken to be there. */
  readonly licences: readonly string[] | null;
  readonly claim: Claim;
  readonly options: JudgeOptions;
}

/** Never throws on what a snapshot holds. `names`: of its policies, in their order. */
export function readTenant(
  snapshot: TenantSnapshot,
  options: JudgeOptions,
  { suites, administrativeRoles, strengths }: BruteForceData,
  claim: Claim,
  names = policyNames(snapshot),
): Tenant {
  const everyPolicy = readPolicies(snapshot, claim, names);
  const directory = readDirectory(snapshot, options, everyPolicy);
  return {
    policies: everyPolicy.filter((policy) => policy.kind === 'unknown' || policy.protects),
    everyPolicy,
    directory,
    memberships: new Memberships(directory),
    locations: readLocations(snapshot, everyPolicy),
    resources: { suites, baselineScopesEnforced: snapshot.baselineScopes !== 'notEnforced' },
    strengths,
    rolesInScope:
      claim.who === 'administrators' ? [...administrativeRoles, ...(options.administrativeRoles ?? [])] : [],
    licences: snapshot.licences ?? null,
    claim,
    options,
  };
}

function readPolicies(snapshot: TenantSnapshot, claim: Claim, names: readonly string[]): readonly Policy[] {
  const unread = snapshot.unread ?? [];
  const policies = readEachPolicy(snapshot, names);
  const securityDefaults =
    snapshot.securityDefaults?.isEnabled === true || isUnread(unread, 'securityDefaults');
  return [
    ...policies,
    ...(unread.some((entry) => entry.kind === 'policies')
      ? [{ kind: 'unknown', name: 'what was not read of the policies' } as const]
      : []),
    ...(claim.securityDefaultsCount && securityDefaults
      ? [{ kind: 'unknown', name: 'security defaults' } as const]
      : []),
  ];
}

/** Those that may protect and those that name somebody or something. */
export function readEachPolicy(snapshot: TenantSnapshot, names = policyNames(snapshot)): readonly Policy[] {
  return snapshot.policies
    .map((wire, index) => readPolicy(wire, `policy ${index + 1}`, names[index]))
    .filter((policy) => policy !== null);
}
