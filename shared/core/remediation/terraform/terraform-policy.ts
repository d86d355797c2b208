import { flagsMember, isEmpty, isRecord, wireObject } from '../../conditional-access/wire.ts';
import { graphName } from '../../controls/graph-names.ts';
import type { WirePolicy } from '../plan.ts';
import { listAt, memberAt } from '../wire-members.ts';
import type { HclBlock } from './hcl.ts';
import { sessionControls } from './terraform-session-controls.ts';

/** The arguments of `azuread_conditional_access_policy` (provider hashicorp/azuread, from 3.7.0). */
export function terraformPolicy(policy: WirePolicy): HclBlock {
  return {
    attributes: {
      display_name: text(policy, 'displayName') ?? '',
      state: text(policy, 'state') ?? 'disabled',
    },
    blocks: {
      conditions: conditions(policy),
      grant_controls: grantControls(policy),
      session_controls: sessionControls(policy),
    },
  };
}

function conditions(policy: WirePolicy): HclBlock {
  const levels = (name: string) => listOrNothing(policy, `conditions.${name}`);
  return {
    attributes: {
      client_app_types: orElse(listAt(policy, 'conditions.clientAppTypes'), 'all'),
      authentication_flow_transfer_methods: flags(
        policy,
        'conditions.authenticationFlows',
        'transferMethods',
      ),
      sign_in_risk_levels: levels('signInRiskLevels'),
      user_risk_levels: levels('userRiskLevels'),
      insider_risk_levels: oneLevel(policy),
      service_principal_risk_levels: levels('servicePrincipalRiskLevels'),
    },
    blocks: {
      applications: applications(policy),
      users: users(policy),
      platforms: sides(policy, 'platforms', 'Platforms', 'all'),
      locations: sides(policy, 'locations', 'Locations', 'All'),
      devices: filterBlock(policy, 'conditions.devices.deviceFilter'),
      client_applications: clientApplications(policy),
    },
  };
}

function applications(policy: WirePolicy): HclBlock {
  const list = (name: string) => listOrNothing(policy, `conditions.applications.${name}`);
  return {
    attributes: {
      included_applications: list('includeApplications'),
      excluded_applications: list('excludeApplications'),
      included_user_actions: list('includeUserActions'),
    },
  };
}

function users(policy: WirePolicy): HclBlock {
  const list = (name: string) => listOrNothing(policy, `conditions.users.${name}`);
  return {
    attributes: {
      included_users: list('includeUsers'),
      excluded_users: list('excludeUsers'),
      included_groups: list('includeGroups'),
      excluded_groups: list('excludeGroups'),
      included_roles: list('includeRoles'),
      excluded_roles: list('excludeRoles'),
    },
    blocks: {
      included_guests_or_external_users: guests(policy, 'conditions.users.includeGuestsOrExternalUsers'),
      excluded_guests_or_external_users: guests(policy, 'conditions.users.excludeGuestsOrExternalUsers'),
    },
  };
}

function guests(policy: WirePolicy, path: string): HclBlock | undefined {
  if (isEmpty(memberAt(policy, path))) return undefined;
  const tenants = `${path}.externalTenants`;
  return {
    attributes: { guest_or_external_user_types: flags(policy, path, 'guestOrExternalUserTypes') },
    blocks: {
      external_tenants: isEmpty(memberAt(policy, tenants))
        ? undefined
        : {
            attributes: {
              membership_kind: text(policy, `${tenants}.membershipKind`),
              members: listOrNothing(policy, `${tenants}.members`),
            },
          },
    },
  };
}

/** The provider wants a list of what is included; Graph takes none for all. */
function sides(policy: WirePolicy, name: string, suffix: string, all: string): HclBlock | undefined {
  const included = listAt(policy, `conditions.${name}.include${suffix}`);
  const excluded = listAt(policy, `conditions.${name}.exclude${suffix}`);
  if (included.length + excluded.length === 0) return undefined;
  return {
    attributes: {
      [`included_${name}`]: orElse(included, all),
      [`excluded_${name}`]: excluded.length === 0 ? undefined : excluded,
    },
  };
}

function filterBlock(policy: WirePolicy, path: string): HclBlock | undefined {
  if (isEmpty(memberAt(policy, path))) return undefined;
  const attributes = { mode: text(policy, `${path}.mode`), rule: text(policy, `${path}.rule`) };
  return { blocks: { filter: { attributes } } };
}

function clientApplications(policy: WirePolicy): HclBlock | undefined {
  const path = 'conditions.clientApplications';
  if (isEmpty(memberAt(policy, path))) return undefined;
  return {
    attributes: {
      included_service_principals: listOrNothing(policy, `${path}.includeServicePrincipals`),
      excluded_service_principals: listOrNothing(policy, `${path}.excludeServicePrincipals`),
    },
    ...filterBlock(policy, `${path}.servicePrincipalFilter`),
  };
}

function grantControls(policy: WirePolicy): HclBlock | undefined {
  if (isEmpty(memberAt(policy, 'grantControls'))) return undefined;
  const id = strengthId(policy);
  return {
    attributes: {
      operator: (text(policy, 'grantControls.operator') ?? 'OR').toUpperCase(),
      built_in_controls: listOrNothing(policy, 'grantControls.builtInControls'),
      custom_authentication_factors: listOrNothing(policy, 'grantControls.customAuthenticationFactors'),
      terms_of_use: listOrNothing(policy, 'grantControls.termsOfUse'),
      authentication_strength_policy_id:
        id === undefined ? undefined : `/policies/authenticationStrengthPolicies/${id}`,
    },
  };
}

export const strength = 'grantControls.authenticationStrength';

export function strengthId(policy: WirePolicy): string | undefined {
  return text(policy, `${strength}.id`);
}

export const insiderRisk = 'conditions.insiderRiskLevels';

/** Graph has flags, and the provider one level. */
export function oneLevel(policy: WirePolicy): string | undefined {
  const value = memberAt(policy, insiderRisk);
  return typeof value === 'string' && value !== '' && !value.includes(',') ? value : undefined;
}

function flags(policy: WirePolicy, path: string, name: string): readonly string[] | undefined {
  const object = memberAt(policy, path);
  const values = isRecord(object) ? flagsMember(wireObject(object), name).map(graphName) : [];
  return values.length === 0 ? undefined : values;
}

function text(policy: WirePolicy, path: string): string | undefined {
  const value = memberAt(policy, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOrNothing(policy: WirePolicy, path: string): readonly string[] | undefined {
  const values = listAt(policy, path);
  return values.length === 0 ? undefined : values;
}

function orElse(values: readonly string[], all: string): readonly string[] {
  return values.length === 0 ? [all] : values;
}
