import * as z from 'zod/mini';
import type { ControlResult } from '../../../shared/core/controls/control-result.ts';

/** A control's result in the form that the engine of today writes. */

export const verdictSchema = z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']);

const names = z.array(z.string());
const nullableNames = z.array(z.nullable(z.string()));
const count = z.nullable(z.int().check(z.nonnegative()));
export const policyReferenceSchema = z.object({ id: z.string(), displayName: z.string() });
const policy = policyReferenceSchema;
export const causeSchema = z.object({ policy, member: z.string(), value: z.string() });

export const whereSchema = z.object({
  description: z.string(),
  resources: z.exactOptional(nullableNames),
  authenticationFlows: z.exactOptional(names),
  devices: z.exactOptional(names),
  clientAppTypes: z.exactOptional(names),
  platforms: z.exactOptional(nullableNames),
  locations: z.exactOptional(names),
  signInRiskLevels: z.exactOptional(names),
  userRiskLevels: z.exactOptional(names),
  insiderRiskLevels: z.exactOptional(names),
  unknowns: z.exactOptional(names),
});

const gap = {
  who: z.object({
    description: z.string(),
    count,
    sample: z.array(z.object({ id: z.string(), displayName: z.string() })).check(z.maxLength(10)),
  }),
  where: whereSchema,
  because: z.array(causeSchema),
};

const exceptionReference = z.object({
  kind: z.enum(['emergencyAccess', 'user', 'group']),
  principalId: z.string(),
  reason: z.exactOptional(z.string()),
  owner: z.exactOptional(z.string()),
  ticket: z.exactOptional(z.string()),
  expiresOn: z.exactOptional(z.string()),
});

const risk = z.enum(['none', 'low', 'medium', 'high']);

export const witnessSchema = z.object({
  user: z.object({
    id: z.nullable(z.string()),
    roles: names,
    groups: names,
    guestType: z.nullable(z.string()),
  }),
  resource: z.nullable(z.string()),
  flow: z.enum(['none', 'deviceCodeFlow', 'authenticationTransfer']),
  clientApp: z.enum(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other']),
  platform: z.nullable(z.enum(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'])),
  location: z.object({
    namedLocations: names,
    ipAddress: z.nullable(z.string()),
    countryOrRegion: z.nullable(z.string()),
  }),
  device: z.nullable(z.record(z.string(), z.unknown())),
  signInRisk: risk,
  userRisk: risk,
  insiderRisk: z.enum(['none', 'minor', 'moderate', 'elevated']),
});

export const unknownSchema = z.object({
  kind: z.string(),
  id: z.string(),
  why: z.string(),
  whatToDo: z.string(),
});

const finding = z.object({
  key: z.string(),
  severity: z.enum(['high', 'medium', 'low', 'info']),
  text: z.string(),
  subject: z.string(),
});

const unmet = z.object({ criterion: z.string(), has: z.string(), needs: z.string() });

export const controlResultSchema: z.ZodMiniType<ControlResult> = z.object({
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  reasons: names,
  benchmark: z.object({
    verdict: verdictSchema,
    nearMisses: z.array(z.object({ policy, unmet: z.array(unmet) })),
  }),
  usersInGap: count,
  gaps: z.array(z.object(gap)).check(z.maxLength(100)),
  gapsOmitted: z.int(),
  excepted: z.array(z.object({ ...gap, exception: exceptionReference })),
  witness: z.nullable(witnessSchema),
  whatIf: z.nullable(z.record(z.string(), z.unknown())),
  unknowns: z.array(unknownSchema),
  findings: z.array(finding),
  locations: z.exactOptional(z.object({ blocked: names, open: names })),
});
