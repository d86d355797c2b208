import { isRecord } from '../../core/conditional-access/wire.ts';

type Body = Readonly<Record<string, unknown>>;
/** What may be sent, by name; `true`: with all that it holds but annotations. */
interface Members {
  readonly [name: string]: true | Members;
}

/**
 * The body with only what Microsoft Graph v1.0 documents for writing a Conditional Access policy. What a policy was
 * read with besides (its id and times, annotations, members that Graph publishes nowhere) is never sent back.
 */
export function writablePolicy(body: Body): Body {
  return picked(body, policyMembers);
}

function picked(object: Body, members: Members): Body {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const inner = Object.hasOwn(members, name) ? members[name] : undefined;
      if (inner === undefined) return [];
      if (inner === true) return [[name, withoutAnnotations(value)]];
      return [[name, isRecord(value) ? picked(value, inner) : value]];
    }),
  );
}

function withoutAnnotations(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !/[@#]/.test(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutAnnotations(member)]));
}

const guests: Members = {
  guestOrExternalUserTypes: true,
  // Of an abstract type: Graph takes none without the name of the actual one.
  externalTenants: { '@odata.type': true, membershipKind: true, members: true },
};

const conditions: Members = {
  clientAppTypes: true,
  signInRiskLevels: true,
  userRiskLevels: true,
  servicePrincipalRiskLevels: true,
  insiderRiskLevels: true,
  applications: {
    includeApplications: true,
    excludeApplications: true,
    includeUserActions: true,
    includeAuthenticationContextClassReferences: true,
    applicationFilter: { mode: true, rule: true },
  },
  users: {
    includeUsers: true,
    excludeUsers: true,
    includeGroups: true,
    excludeGroups: true,
    includeRoles: true,
    excludeRoles: true,
    includeGuestsOrExternalUsers: guests,
    excludeGuestsOrExternalUsers: guests,
  },
  platforms: { includePlatforms: true, excludePlatforms: true },
  locations: { includeLocations: true, excludeLocations: true },
  devices: { deviceFilter: { mode: true, rule: true } },
  clientApplications: {
    includeServicePrincipals: true,
    excludeServicePrincipals: true,
    servicePrincipalFilter: { mode: true, rule: true },
  },
  authenticationFlows: { transferMethods: true },
};

const policyMembers: Members = {
  displayName: true,
  state: true,
  conditions,
  grantControls: {
    operator: true,
    builtInControls: true,
    customAuthenticationFactors: true,
    termsOfUse: true,
    authenticationStrength: { id: true },
  },
  sessionControls: {
    applicationEnforcedRestrictions: true,
    cloudAppSecurity: true,
    disableResilienceDefaults: true,
    persistentBrowser: true,
    secureSignInSession: true,
    signInFrequency: true,
  },
};
