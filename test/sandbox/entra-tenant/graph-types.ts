/**
 * The directory and the policies as Microsoft Graph v1.0 sends them, as far as the sandbox knows them.
 * Written apart from the program's own types on purpose: the two must agree on the wire, not in the code.
 */

export interface User {
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly usageLocation: string | null;
  readonly creationType: 'Invitation' | null;
  readonly externalUserState: 'Accepted' | 'PendingAcceptance' | null;
  readonly createdDateTime: string;
  readonly identities: readonly ObjectIdentity[];
}

interface ObjectIdentity {
  readonly signInType: 'userPrincipalName' | 'federated';
  readonly issuer: string;
  readonly issuerAssignedId: string | null;
}

/** A reference to a directory object, as `/groups/{id}/members` types its elements. */
export interface DirectoryReference {
  readonly '@odata.type':
    | '#microsoft.graph.user'
    | '#microsoft.graph.group'
    | '#microsoft.graph.device'
    | '#microsoft.graph.servicePrincipal';
  readonly id: string;
}

/** A group, who owns it and its direct members. On the wire owners and members have addresses of their own. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly groupTypes: readonly ('DynamicMembership' | 'Unified')[];
  readonly membershipRule: string | null;
  readonly securityEnabled: boolean;
  readonly mailEnabled: boolean;
  readonly isAssignableToRole: boolean;
  readonly visibility: 'Public' | 'Private' | 'HiddenMembership' | null;
  readonly createdDateTime: string;
  readonly owners: readonly DirectoryReference[];
  readonly members: readonly DirectoryReference[];
}

export interface Device {
  readonly id: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly operatingSystem: string;
  readonly trustType: string | null;
  readonly isCompliant: boolean | null;
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

export interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
  readonly isBuiltIn: boolean;
  readonly isEnabled: boolean;
  readonly templateId: string;
}

/** `directoryScopeId` is `/` for the whole tenant, else an administrative unit or one object, such as an app. */
export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  readonly appScopeId: string | null;
}

export interface RoleEligibility {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  readonly appScopeId: string | null;
  readonly memberType: 'Direct' | 'Group';
  readonly startDateTime: string;
  readonly endDateTime: string | null;
}

interface NamedLocationBase {
  readonly id: string;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly modifiedDateTime: string;
  readonly deletedDateTime: string | null;
}

export interface IpNamedLocation extends NamedLocationBase {
  readonly '@odata.type': '#microsoft.graph.ipNamedLocation';
  readonly isTrusted: boolean;
  readonly ipRanges: readonly {
    readonly '@odata.type': '#microsoft.graph.iPv4CidrRange' | '#microsoft.graph.iPv6CidrRange';
    readonly cidrAddress: string;
  }[];
}

export interface CountryNamedLocation extends NamedLocationBase {
  readonly '@odata.type': '#microsoft.graph.countryNamedLocation';
  readonly countriesAndRegions: readonly string[];
  readonly includeUnknownCountriesAndRegions: boolean;
  readonly countryLookupMethod: 'clientIpAddress' | 'authenticatorAppGps';
}

export type NamedLocation = IpNamedLocation | CountryNamedLocation;

export interface SubscribedSku {
  readonly id: string;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly capabilityStatus: string;
  readonly appliesTo: string;
  readonly consumedUnits: number;
  readonly servicePlans: readonly {
    readonly servicePlanId: string;
    readonly servicePlanName: string;
    readonly provisioningStatus: string;
    readonly appliesTo: string;
  }[];
}
