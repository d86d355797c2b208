import hcl from 'hcl2-parser';
import * as z from 'zod';

const strings = z.array(z.string()).optional();
const guests = z
  .array(
    z.strictObject({
      guest_or_external_user_types: strings,
      external_tenants: z
        .array(z.strictObject({ membership_kind: z.string(), members: strings }))
        .length(1)
        .optional(),
    }),
  )
  .length(1)
  .optional();
const filter = z
  .array(z.strictObject({ mode: z.string(), rule: z.string() }))
  .length(1)
  .optional();
const block = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).length(1);

/** The arguments that the provider's schema has, and no others. */
const policySchema = z.strictObject({
  display_name: z.string(),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  conditions: block(
    z.strictObject({
      client_app_types: z.array(z.string()),
      authentication_flow_transfer_methods: strings,
      sign_in_risk_levels: strings,
      user_risk_levels: strings,
      insider_risk_levels: z.string().optional(),
      service_principal_risk_levels: strings,
      applications: block(
        z.strictObject({
          included_applications: strings,
          excluded_applications: strings,
          included_user_actions: strings,
        }),
      ),
      users: block(
        z.strictObject({
          included_users: strings,
          excluded_users: strings,
          included_groups: strings,
          excluded_groups: strings,
          included_roles: strings,
          excluded_roles: strings,
          included_guests_or_external_users: guests,
          excluded_guests_or_external_users: guests,
        }),
      ),
      platforms: block(
        z.strictObject({ included_platforms: z.array(z.string()), excluded_platforms: strings }),
      ).optional(),
      locations: block(
        z.strictObject({ included_locations: z.array(z.string()), excluded_locations: strings }),
      ).optional(),
      devices: block(z.strictObject({ filter })).optional(),
    }),
  ),
  grant_controls: block(
    z.strictObject({
      operator: z.enum(['AND', 'OR']),
      built_in_controls: strings,
      custom_authentication_factors: strings,
      terms_of_use: strings,
      authentication_strength_policy_id: z.string().optional(),
    }),
  ).optional(),
  session_controls: block(
    z.strictObject({
      application_enforced_restrictions_enabled: z.boolean().optional(),
      cloud_app_security_policy: z.string().optional(),
      persistent_browser_mode: z.string().optional(),
      disable_resilience_defaults: z.boolean().optional(),
      sign_in_frequency: z.number().optional(),
      sign_in_frequency_period: z.string().optional(),
      sign_in_frequency_authentication_type: z.string().optional(),
      sign_in_frequency_interval: z.string().optional(),
    }),
  ).optional(),
});

const configurationSchema = z.strictObject({
  resource: z.strictObject({
    azuread_conditional_access_policy: z.record(z.string(), block(policySchema)),
  }),
  import: z.array(z.strictObject({ to: z.string(), id: z.string() })).optional(),
});

type TerraformPolicy = z.infer<typeof policySchema>;
type TerraformGuests = z.infer<typeof guests>;

export interface ParsedConfiguration {
  /** By the name of the resource, in Graph's form, in the members that tell policies apart. */
  readonly policies: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly to: string; readonly id: string }[];
}

/** What HashiCorp's own parser reads in the text, turned back into what Graph would be sent. */
export function parsedConfiguration(text: string): ParsedConfiguration {
  const [parsed, problem]: readonly unknown[] = hcl.parseToObject(text);
  if (parsed === null) throw new Error(`This is not HCL: ${String(problem)}`);
  const { resource, import: imports = [] } = configurationSchema.parse(parsed);
  const policies = Object.entries(resource.azuread_conditional_access_policy).map(
    ([name, [policy]]) => [name, policy && graphPolicyOf(policy)] as const,
  );
  return { policies: Object.fromEntries(policies), imports };
}

function graphPolicyOf({
  display_name,
  state,
  conditions: [given],
  grant_controls,
  session_controls,
}: TerraformPolicy) {
  if (given === undefined) throw new Error('There are no conditions.');
  const [applications] = given.applications;
  const [users] = given.users;
  return {
    displayName: display_name,
    state,
    conditions: {
      clientAppTypes: given.client_app_types,
      signInRiskLevels: given.sign_in_risk_levels,
      userRiskLevels: given.user_risk_levels,
      insiderRiskLevels: given.insider_risk_levels,
      authenticationFlows: { transferMethods: given.authentication_flow_transfer_methods?.join(',') },
      applications: {
        includeApplications: applications?.included_applications,
        excludeApplications: applications?.excluded_applications,
        includeUserActions: applications?.included_user_actions,
      },
      users: {
        includeUsers: users?.included_users,
        excludeUsers: users?.excluded_users,
        includeGroups: users?.included_groups,
        excludeGroups: users?.excluded_groups,
        includeRoles: users?.included_roles,
        excludeRoles: users?.excluded_roles,
        includeGuestsOrExternalUsers: graphGuestsOf(users?.included_guests_or_external_users),
        excludeGuestsOrExternalUsers: graphGuestsOf(users?.excluded_guests_or_external_users),
      },
      platforms: {
        includePlatforms: given.platforms?.[0]?.included_platforms,
        excludePlatforms: given.platforms?.[0]?.excluded_platforms,
      },
      locations: {
        includeLocations: given.locations?.[0]?.included_locations,
        excludeLocations: given.locations?.[0]?.excluded_locations,
      },
      devices: { deviceFilter: given.devices?.[0]?.filter?.[0] },
    },
    grantControls: grantOf(grant_controls?.[0]),
    sessionControls: sessionOf(session_controls?.[0]),
  };
}

function graphGuestsOf(given: TerraformGuests) {
  const [one] = given ?? [];
  const [tenants] = one?.external_tenants ?? [];
  return {
    guestOrExternalUserTypes: one?.guest_or_external_user_types?.join(','),
    externalTenants: { membershipKind: tenants?.membership_kind, members: tenants?.members },
  };
}

function grantOf(grant: NonNullable<TerraformPolicy['grant_controls']>[number] | undefined) {
  const strength = grant?.authentication_strength_policy_id?.replace(
    '/policies/authenticationStrengthPolicies/',
    '',
  );
  return {
    operator: grant?.operator,
    builtInControls: grant?.built_in_controls,
    customAuthenticationFactors: grant?.custom_authentication_factors,
    termsOfUse: grant?.terms_of_use,
    authenticationStrength: { id: strength },
  };
}

function sessionOf(session: NonNullable<TerraformPolicy['session_controls']>[number] | undefined) {
  const { sign_in_frequency_interval: frequencyInterval, persistent_browser_mode: mode } = session ?? {};
  return {
    signInFrequency: frequencyInterval && {
      isEnabled: true,
      value: session?.sign_in_frequency,
      type: session?.sign_in_frequency_period,
      authenticationType: session?.sign_in_frequency_authentication_type,
      frequencyInterval,
    },
    persistentBrowser: mode && { isEnabled: true, mode },
  };
}
