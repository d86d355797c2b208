import { grantRegion, type Requirement } from '../conditional-access/grant-region.ts';
import { Memberships } from '../conditional-access/memberships.ts';
import { type NamedPrincipals, namedPrincipals } from '../conditional-access/named-principals.ts';
import type { Policy, UnderstoodPolicy } from '../conditional-access/policy.ts';
import { type ConditionRegion, conditionRegions, domainOf } from '../conditional-access/policy-region.ts';
import { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { UserClasses } from '../conditional-access/user-classes.ts';
import { type UserCohorts, userCohorts } from '../conditional-access/user-cohorts.ts';
import type { ControlException } from '../exceptions/exception.ts';
import { intersect, type Region } from '../prover/cube.ts';
import { administrativeRoles } from './administrative-roles.ts';

/** A tenant's sign-ins as the prover sees them, the same for every control. */
export interface SignInModel {
  readonly tenant: TenantKnowledge;
  /** Those in force, of whatever control. */
  readonly exceptions: readonly ControlException[];
  readonly emergencyAccess: readonly string[];
  /** Whom policies and exceptions can tell apart, and the users that follow. */
  readonly named: NamedPrincipals;
  readonly memberships: Memberships;
  readonly classes: UserClasses;
  readonly users: UserCohorts;
  /** The dimensions of a sign-in. */
  readonly space: SignInSpace;
  readonly policies: readonly PolicyModel[];
}

/** A policy with the sign-ins that it applies to, its users apart. */
export interface PolicyModel {
  readonly policy: UnderstoodPolicy;
  readonly conditions: readonly ConditionRegion[];
  /** Where all conditions hold. */
  readonly domain: Region;
  /** What it does for a requirement: worked out once for all controls that have it. */
  readonly meeting: (requirement: Requirement) => Meeting;
}

export interface Meeting {
  /** Where the grant meets the requirement. */
  readonly grant: Region;
  /** Where the policy applies and its grant meets the requirement. */
  readonly sufficient: Region;
}

export interface ModelOptions {
  /** Those in force. */
  readonly exceptions: readonly ControlException[];
  readonly emergencyAccess: readonly string[];
  /** Ids of roles that count as administrative beside the built-in ones. */
  readonly administrativeRoles: readonly string[];
  /** Ids of apps, in lower case, that are to be told apart besides those that policies and exceptions name. */
  readonly applications?: readonly string[];
}

/** Whom and what the policies of one tenant, or of several that are compared, can tell apart. */
export type CommonGround = Pick<SignInModel, 'named' | 'space'>;

export function commonGround(
  tenants: readonly Pick<TenantKnowledge, 'policies' | 'namedLocations'>[],
  { exceptions, emergencyAccess, applications = [] }: ModelOptions,
): CommonGround {
  const policies = tenants.flatMap((tenant) => tenant.policies);
  const named = namedPrincipals(policies, exceptions, emergencyAccess);
  const space = new SignInSpace({
    applications: [...namedApplications(policies, exceptions), ...applications],
    locations: tenants.flatMap((tenant) => tenant.namedLocations),
    guestTenants: named.guestTenants,
    deviceRules: deviceRules(policies),
  });
  return { named, space };
}

export function signInModel(
  tenant: TenantKnowledge,
  options: ModelOptions,
  { named, space }: CommonGround = commonGround([tenant], options),
): SignInModel {
  const { exceptions, emergencyAccess } = options;
  const memberships = new Memberships(tenant, named, space, administrators(options));
  const classes = new UserClasses(tenant.directory, memberships, space);
  return {
    tenant,
    exceptions,
    emergencyAccess,
    named,
    memberships,
    classes,
    users: userCohorts(tenant, named, memberships, classes),
    space,
    policies: tenant.policies.flatMap((policy) =>
      policy.kind === 'understood' ? [policyModel(policy, space, tenant)] : [],
    ),
  };
}

function policyModel(policy: UnderstoodPolicy, space: SignInSpace, tenant: TenantKnowledge): PolicyModel {
  const conditions = conditionRegions(policy, space, tenant);
  const domain = domainOf(conditions);
  const known = new Map<Requirement, Meeting>();
  const found = (requirement: Requirement): Meeting => {
    const grant = grantRegion(policy.grant, requirement, space);
    return { grant, sufficient: intersect(domain, grant) };
  };
  const meeting = (requirement: Requirement): Meeting => {
    const one = known.get(requirement) ?? found(requirement);
    known.set(requirement, one);
    return one;
  };
  return { policy, conditions, domain, meeting };
}

function administrators(options: ModelOptions): ReadonlySet<string> {
  const builtIn = administrativeRoles.roles.map(({ templateId }) => templateId);
  return new Set([...builtIn, ...options.administrativeRoles.map((id) => id.toLowerCase())]);
}

function deviceRules(policies: readonly Policy[]): readonly string[] {
  return policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.deviceFilter?.kind === 'understood'
      ? [policy.deviceFilter.rule]
      : [],
  );
}

/** Every app id and suite that policies or exceptions name, in lower case. */
function namedApplications(
  policies: readonly Policy[],
  exceptions: readonly ControlException[],
): readonly string[] {
  const conditions = policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.applications.kind === 'understood' ? [policy.applications] : [],
  );
  const ids = [
    ...conditions.flatMap(({ include, exclude }) => [...include, ...exclude]),
    ...exceptions.flatMap(({ resources }) => resources ?? []),
  ];
  return ids.map((id) => id.toLowerCase());
}
