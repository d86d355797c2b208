import type {
  ApplicationsCondition,
  ConditionalAccessPolicy,
  GrantControls,
  PolicyConditions,
  PolicyState,
  UsersCondition,
} from '../policy-types.ts';
import { guidOf, instantOf } from './deterministic.ts';

/** What one of the company's policies says; the rest is every user, every resource, any sign-in, and enabled. */
export interface PolicyDraft {
  readonly name: string;
  readonly state?: PolicyState;
  readonly users: Partial<UsersCondition>;
  readonly applications?: Partial<ApplicationsCondition>;
  readonly conditions?: Partial<PolicyConditions>;
  readonly grant: Partial<GrantControls>;
  readonly sessionControls?: Readonly<Record<string, unknown>>;
}

const everyone: UsersCondition = {
  includeUsers: ['All'],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
};

const allResources: ApplicationsCondition = {
  includeApplications: ['All'],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
};

const anySignIn: PolicyConditions = {
  userRiskLevels: [],
  signInRiskLevels: [],
  clientAppTypes: ['all'],
  servicePrincipalRiskLevels: [],
  insiderRiskLevels: null,
  platforms: null,
  locations: null,
  devices: null,
  clientApplications: null,
  authenticationFlows: null,
  applications: allResources,
  users: everyone,
};

/** The draft with all the members that Graph sends. */
export function policyOf(seed: string, draft: PolicyDraft): ConditionalAccessPolicy {
  const { name, state = 'enabled', users, applications, conditions, grant, sessionControls = null } = draft;
  return {
    id: guidOf(seed, `policy/${name}`),
    templateId: null,
    displayName: name,
    createdDateTime: instantOf(seed, `policy/${name}`),
    modifiedDateTime: null,
    deletedDateTime: null,
    state,
    conditions: {
      ...anySignIn,
      ...conditions,
      users: { ...everyone, ...users },
      applications: { ...allResources, ...applications },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
      ...grant,
    },
    sessionControls,
  };
}
