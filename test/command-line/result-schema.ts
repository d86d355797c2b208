import { z } from 'zod';
import type { TenantResult } from '../../shared/core/controls/tenant-result.ts';

/**
 * The result as other programs read it, with nothing more and nothing less: a second writing of the contract, so that
 * no change of it goes unnoticed. Members stand in the order of the JSON.
 */
export const verdict = z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']);
export const policy = z.strictObject({ id: z.string(), displayName: z.string() });
export const count = z.int().nonnegative();
const nullableNames = z.array(z.string().nullable());
const names = z.array(z.string());

export const gap = {
  who: z.strictObject({
    description: z.string().min(1),
    count: count.nullable(),
    sample: z.array(z.strictObject({ id: z.string(), displayName: z.string() })).max(10),
  }),
  where: z.strictObject({
    description: z.string().min(1),
    resources: nullableNames.exactOptional(),
    authenticationFlows: names.exactOptional(),
    devices: names.exactOptional(),
    clientAppTypes: names.exactOptional(),
    platforms: nullableNames.exactOptional(),
    locations: names.exactOptional(),
    signInRiskLevels: names.exactOptional(),
    userRiskLevels: names.exactOptional(),
    insiderRiskLevels: names.exactOptional(),
    unknowns: names.exactOptional(),
  }),
  because: z.array(z.strictObject({ policy, member: z.string(), value: z.string() })),
};

const exception = z.strictObject({
  kind: z.enum(['emergencyAccess', 'user', 'group']),
  principalId: z.string(),
  reason: z.string().exactOptional(),
  owner: z.string().exactOptional(),
  ticket: z.string().exactOptional(),
  expiresOn: z.iso.date().exactOptional(),
});

const risk = z.enum(['none', 'low', 'medium', 'high']);

export const witness = z.strictObject({
  user: z.strictObject({
    id: z.string().nullable(),
    roles: names,
    groups: names,
    guestType: z.string().nullable(),
  }),
  resource: z.string().nullable(),
  flow: z.enum(['none', 'deviceCodeFlow', 'authenticationTransfer']),
  clientApp: z.enum(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other']),
  platform: z.enum(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']).nullable(),
  location: z.strictObject({
    namedLocations: names,
    ipAddress: z.string().nullable(),
    countryOrRegion: z.string().nullable(),
  }),
  device: z.record(z.string(), z.unknown()).nullable(),
  signInRisk: risk,
  userRisk: risk,
  insiderRisk: z.enum(['none', 'minor', 'moderate', 'elevated']),
});

export const unknown = z.strictObject({
  kind: z.string(),
  id: z.string(),
  why: z.string().min(1),
  whatToDo: z.string().min(1),
});

const controlResultSchema = z.strictObject({
  control: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  id: z.string().regex(/^2\.2\.[1-8]$/),
  title: z.string().min(1),
  verdict,
  reasons: z.array(z.string().min(1)),
  benchmark: z.strictObject({
    verdict,
    nearMisses: z.array(
      z.strictObject({
        policy,
        unmet: z.array(z.strictObject({ criterion: z.string(), has: z.string(), needs: z.string() })).min(1),
      }),
    ),
  }),
  usersInGap: count.nullable(),
  gaps: z.array(z.strictObject(gap)).max(100),
  gapsOmitted: count,
  excepted: z.array(z.strictObject({ ...gap, exception })),
  witness: witness.nullable(),
  whatIf: z.record(z.string(), z.unknown()).nullable(),
  unknowns: z.array(unknown),
  findings: z.array(
    z.strictObject({
      key: z.string(),
      severity: z.enum(['high', 'medium', 'low', 'info']),
      text: z.string().min(1),
      subject: z.string(),
    }),
  ),
  locations: z.strictObject({ blocked: names, open: names }).exactOptional(),
});

const tenantResultSchema = z.strictObject({
  tenantId: z.string().nullable(),
  scannedAt: z.iso.datetime(),
  engine: z.string().regex(/^gateproof \d+\.\d+\.\d+/),
  inputHash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  assumptions: z.array(z.string().min(1)),
  controls: z.array(controlResultSchema),
}) satisfies z.ZodType<TenantResult>;

/** The result in a JSON text. Throws where it is not exactly the contract, or its members stand in another order. */
export function parseTenantResult(json: string): TenantResult {
  return parseContract(tenantResultSchema, json);
}

export function parseContract<Result>(schema: z.ZodType<Result>, json: string): Result {
  const value: unknown = JSON.parse(json);
  const result = schema.parse(value);
  if (JSON.stringify(value) !== JSON.stringify(result))
    throw new Error(`members in another order than the contract's: ${json.slice(0, 500)}`);
  return result;
}
