/** Conditional Access policies as Microsoft Graph v1.0 sends them, undocumented members that are null included. */

export type PolicyState = 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';

export interface GuestsOrExternalUsers {
  readonly '@odata.type'?: string | undefined;
  /** Comma-joined flags, such as `internalGuest,b2bCollaborationGuest`. */
  readonly guestOrExternalUserTypes: string;
  readonly externalTenants: {
    readonly '@odata.type'?: string | undefined;
    readonly membershipKind: string;
    readonly members?: readonly string[] | undefined;
  } | null;
}

export interface UsersCondition {
  readonly includeUsers: readonly string[];
  readonly excludeUsers: readonly string[];
  readonly includeGroups: readonly string[];
  readonly excludeGroups: readonly string[];
  readonly includeRoles: readonly string[];
  readonly excludeRoles: readonly string[];
  readonly includeGuestsOrExternalUsers: GuestsOrExternalUsers | null;
  readonly excludeGuestsOrExternalUsers: GuestsOrExternalUsers | null;
}

export interface ApplicationsCondition {
  readonly includeApplications: readonly string[];
  readonly excludeApplications: readonly string[];
  readonly includeUserActions: readonly string[];
  readonly includeAuthenticationContextClassReferences: readonly string[];
  readonly applicationFilter: null;
}

export interface PlatformsCondition {
  readonly includePlatforms: readonly string[];
  readonly excludePlatforms: readonly string[];
}

export interface LocationsCondition {
  readonly includeLocations: readonly string[];
  readonly excludeLocations: readonly string[];
}

export interface DevicesCondition {
  readonly deviceFilter: { readonly mode: 'include' | 'exclude'; readonly rule: string } | null;
}

export interface PolicyConditions {
  readonly userRiskLevels: readonly string[];
  readonly signInRiskLevels: readonly string[];
  readonly clientAppTypes: readonly string[];
  readonly servicePrincipalRiskLevels: readonly string[];
  /** Comma-joined flags. */
  readonly insiderRiskLevels: string | null;
  readonly platforms: PlatformsCondition | null;
  readonly locations: LocationsCondition | null;
  readonly devices: DevicesCondition | null;
  readonly clientApplications: {
    readonly includeServicePrincipals: readonly string[];
    readonly excludeServicePrincipals: readonly string[];
  } | null;
  /** `transferMethods` is one string of comma-joined flags. */
  readonly authenticationFlows: { readonly transferMethods: string } | null;
  readonly applications: ApplicationsCondition;
  readonly users: UsersCondition;
}

/** Graph shows a strength whole inside the policies that ask for it. */
export interface AuthenticationStrength {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly createdDateTime: string;
  readonly modifiedDateTime: string;
  readonly policyType: 'builtIn' | 'custom';
  readonly requirementsSatisfied: string;
  /** Each one way to sign in: methods joined by commas, without blanks. */
  readonly allowedCombinations: readonly string[];
}

export interface GrantControls {
  readonly operator: string;
  readonly builtInControls: readonly string[];
  readonly customAuthenticationFactors: readonly string[];
  readonly termsOfUse: readonly string[];
  readonly authenticationStrength: AuthenticationStrength | null;
}

export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly templateId: string | null;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly modifiedDateTime: string | null;
  readonly deletedDateTime: string | null;
  readonly state: PolicyState;
  readonly conditions: PolicyConditions;
  readonly grantControls: GrantControls | null;
  /** The sandbox keeps session controls and hands them back; they decide no sign-in. */
  readonly sessionControls: Readonly<Record<string, unknown>> | null;
}
