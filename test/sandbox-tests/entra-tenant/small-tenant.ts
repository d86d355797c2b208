import { type SignIn, willingSignIn } from '../../sandbox/entra-tenant/evaluation/sign-in.ts';
import { createPolicy } from '../../sandbox/entra-tenant/graph/policy-schema.ts';
import type { DirectoryReference, Group, User } from '../../sandbox/entra-tenant/graph-types.ts';
import type { ConditionalAccessPolicy, PolicyConditions } from '../../sandbox/entra-tenant/policy-types.ts';
import type { Tenant } from '../../sandbox/entra-tenant/tenant.ts';

export function user(id: string, more: Partial<User> = {}): User {
  return {
    id,
    displayName: id,
    givenName: null,
    surname: null,
    userPrincipalName: `${id}@home.example`,
    mail: null,
    userType: 'Member',
    accountEnabled: true,
    department: null,
    jobTitle: null,
    usageLocation: null,
    creationType: null,
    externalUserState: null,
    createdDateTime: '2026-01-01T00:00:00Z',
    identities: [],
    ...more,
  };
}

export function group(id: string, members: readonly DirectoryReference[], more: Partial<Group> = {}): Group {
  return {
    id,
    displayName: id,
    description: null,
    groupTypes: [],
    membershipRule: null,
    securityEnabled: true,
    mailEnabled: false,
    isAssignableToRole: false,
    visibility: null,
    createdDateTime: '2026-01-01T00:00:00Z',
    owners: [],
    members,
    ...more,
  };
}

export function memberUser(id: string): DirectoryReference {
  return { '@odata.type': '#microsoft.graph.user', id };
}

export function memberGroup(id: string): DirectoryReference {
  return { '@odata.type': '#microsoft.graph.group', id };
}

/** What a test says of a policy; it blocks every user on every resource unless told otherwise. */
export interface PolicyWish {
  readonly state?: ConditionalAccessPolicy['state'];
  readonly users?: Partial<PolicyConditions['users']>;
  readonly applications?: Partial<PolicyConditions['applications']>;
  readonly conditions?: Partial<Omit<PolicyConditions, 'users' | 'applications'>>;
  readonly grant?: Partial<NonNullable<ConditionalAccessPolicy['grantControls']>> | null;
}

export function policy(wish: PolicyWish = {}): ConditionalAccessPolicy {
  const { state = 'enabled', users, applications, conditions, grant = { builtInControls: ['block'] } } = wish;
  const written = createPolicy(
    {
      displayName: 'the policy',
      state,
      conditions: {
        ...conditions,
        users: { includeUsers: ['All'], ...users },
        applications: { includeApplications: ['All'], ...applications },
      },
      grantControls: grant === null ? null : { operator: 'OR', ...grant },
      sessionControls: grant === null ? { persistentBrowser: { mode: 'never', isEnabled: true } } : null,
    },
    '2026-01-01T00:00:00Z',
  );
  if (written.policy === undefined) throw new Error(written.problem);
  return written.policy;
}

/** A tenant whose only user is `ann`, and which holds nothing else than the test says. */
export function smallTenant(more: Partial<Tenant> = {}): Tenant {
  return {
    tenantId: '11111111-1111-4111-a111-111111111111',
    displayName: 'Home',
    users: [user('ann')],
    groups: [],
    devices: [],
    servicePrincipals: [],
    roleDefinitions: [],
    roleAssignments: [],
    roleEligibilities: [],
    namedLocations: [],
    authenticationStrengths: [],
    policies: [],
    securityDefaultsEnabled: false,
    baselineScopesEnforced: true,
    subscribedSkus: [],
    homeTenants: {},
    ...more,
  };
}

/** Ann in an ordinary browser, unless told otherwise. */
export function signIn(more: Partial<SignIn> = {}): SignIn {
  return {
    ...willingSignIn,
    userId: 'ann',
    resource: '00000003-0000-0000-c000-000000000000',
    flow: 'none',
    clientApp: 'browser',
    platform: 'windows',
    ...more,
  };
}
