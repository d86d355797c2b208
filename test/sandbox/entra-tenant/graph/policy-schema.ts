import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { matchesRule } from '../evaluation/device-filter.ts';
import type { ConditionalAccessPolicy } from '../policy-types.ts';

const names = z.array(z.string()).default([]);
const riskLevels = z.array(z.enum(['low', 'medium', 'high', 'none', 'hidden'])).default([]);

const guests = z
  .strictObject({
    '@odata.type': z.string().optional(),
    guestOrExternalUserTypes: flags([
      'none',
      'internalGuest',
      'b2bCollaborationGuest',
      'b2bCollaborationMember',
      'b2bDirectConnectUser',
      'otherExternalUser',
      'serviceProvider',
    ]),
    externalTenants: z
      .strictObject({
        '@odata.type': z.string().optional(),
        membershipKind: z.enum(['all', 'enumerated']),
        members: z.array(z.string()).optional(),
      })
      .nullable()
      .default(null),
  })
  .nullable()
  .default(null);

const conditions = z.strictObject({
  userRiskLevels: riskLevels,
  signInRiskLevels: riskLevels,
  servicePrincipalRiskLevels: riskLevels,
  insiderRiskLevels: flags(['minor', 'moderate', 'elevated']).nullable().default(null),
  clientAppTypes: z
    .array(
      z.enum([
        'all',
        'browser',
        'mobileAppsAndDesktopClients',
        'exchangeActiveSync',
        'easSupported',
        'other',
      ]),
    )
    .default(['all']),
  platforms: z.strictObject({ includePlatforms: names, excludePlatforms: names }).nullable().default(null),
  locations: z.strictObject({ includeLocations: names, excludeLocations: names }).nullable().default(null),
  devices: z
    .strictObject({
      deviceFilter: z
        .strictObject({
          mode: z.enum(['include', 'exclude']),
          rule: z.string().max(3_072).refine(isRule, 'The device filter rule is not valid.'),
        })
        .nullable(),
    })
    .nullable()
    .default(null),
  clientApplications: z
    .strictObject({ includeServicePrincipals: names, excludeServicePrincipals: names })
    .nullable()
    .default(null),
  authenticationFlows: z
    .strictObject({ transferMethods: flags(['deviceCodeFlow', 'authenticationTransfer']) })
    .nullable()
    .default(null),
  applications: z.strictObject({
    includeApplications: names,
    excludeApplications: names,
    includeUserActions: names,
    includeAuthenticationContextClassReferences: names,
    applicationFilter: z.null().default(null),
  }),
  users: z.strictObject({
    includeUsers: names,
    excludeUsers: names,
    includeGroups: names,
    excludeGroups: names,
    includeRoles: names,
    excludeRoles: names,
    includeGuestsOrExternalUsers: guests,
    excludeGuestsOrExternalUsers: guests,
  }),
});

const strengthDate = '2021-12-01T08:00:00Z';

const grantControls = z.strictObject({
  operator: z.string().regex(/^(and|or)$/i),
  builtInControls: names,
  customAuthenticationFactors: names,
  termsOfUse: names,
  authenticationStrength: z
    .object({
      id: z.string(),
      displayName: z.string().default(''),
      description: z.string().default(''),
      createdDateTime: z.string().default(strengthDate),
      modifiedDateTime: z.string().default(strengthDate),
      policyType: z.enum(['builtIn', 'custom']).default('custom'),
      requirementsSatisfied: z.string().default('mfa'),
      allowedCombinations: z.array(z.string()).default([]),
    })
    .nullable()
    .default(null),
});

const policy = z
  .strictObject({
    displayName: z.string().min(1),
    state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
    templateId: z.string().nullable().default(null),
    conditions,
    grantControls: grantControls.nullable().default(null),
    sessionControls: z.record(z.string(), z.unknown()).nullable().default(null),
  })
  .refine(
    ({ grantControls: grant, sessionControls: session }) => grant !== null || session !== null,
    'A policy needs grant controls or session controls.',
  );

type Written =
  | { readonly policy: ConditionalAccessPolicy; readonly problem?: never }
  | { readonly policy?: never; readonly problem: string };

/** A new policy out of the body of a POST, or why there is none. Members that Graph does not publish are refused. */
export function createPolicy(body: unknown, createdDateTime: string): Written {
  return checked(body, {
    id: randomUUID(),
    createdDateTime,
    modifiedDateTime: null,
    deletedDateTime: null,
  });
}

/** The policy with the members of a PATCH's body: objects are merged, lists and nulls replace. */
export function changePolicy(current: ConditionalAccessPolicy, body: unknown): Written {
  const { id, createdDateTime, modifiedDateTime, deletedDateTime, ...writable } = current;
  return checked(merged(writable, body), { id, createdDateTime, modifiedDateTime, deletedDateTime });
}

function checked(
  body: unknown,
  kept: Pick<ConditionalAccessPolicy, 'id' | 'createdDateTime' | 'modifiedDateTime' | 'deletedDateTime'>,
): Written {
  const parsed = policy.safeParse(withoutAnnotations(body));
  if (parsed.success) return { policy: { ...kept, ...parsed.data } };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') ?? 'policy'}: ${issue?.message ?? 'is not valid'}` };
}

function merged(current: unknown, change: unknown): unknown {
  if (!isRecord(current) || !isRecord(change)) return change;
  const members = Object.entries(change).map(([name, value]) => [name, merged(current[name], value)]);
  return { ...current, ...Object.fromEntries(members) };
}

/** Annotations of the whole object or of a member may come back with what was read; Graph ignores them. */
function withoutAnnotations(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .filter(([name]) => !name.includes('@odata.context'))
    .map(([name, member]) => [name, withoutAnnotations(member)]);
  return Object.fromEntries(kept);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of comma-joined flags out of a list. */
function flags(known: readonly string[]) {
  return z.string().refine((joined) => joined.split(',').every((flag) => known.includes(flag.trim())), {
    error: `must be a comma-joined list out of ${known.join(', ')}`,
  });
}

function isRule(rule: string): boolean {
  try {
    matchesRule(rule, null);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
