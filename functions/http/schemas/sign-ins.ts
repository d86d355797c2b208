import * as z from 'zod/mini';

/** What the operations of sign-in evidence answer, as the OpenAPI document says it. */

const time = z.iso.datetime();
const slice = { from: time, to: time };
const count = z.number().check(z.int(), z.nonnegative());

const coverageSchema = z.object({
  period: z.object(slice),
  collectedAt: z.nullable(time),
  source: z.nullable(z.enum(['microsoftGraph', 'logAnalytics'])),
  complete: z.array(z.object(slice)),
  provisional: z.array(z.object(slice)),
  latenessHours: z.number(),
  missing: z.array(
    z.object({
      ...slice,
      reason: z.enum([
        'licence',
        'permission',
        'volumeLimit',
        'unavailable',
        'failed',
        'retention',
        'notYetCollected',
        'switchedOff',
        'noRecords',
      ]),
      why: z.string(),
    }),
  ),
  stopped: z.nullable(
    z.object({
      reason: z.enum(['licence', 'permission', 'volumeLimit', 'unavailable', 'failed']),
      why: z.string(),
      at: time,
    }),
  ),
  limits: z.array(z.string()),
});

const userAndApp = {
  userId: z.string(),
  userPrincipalName: z.string(),
  appId: z.string(),
  appDisplayName: z.string(),
};

export const usesAnswerSchema = z.object({
  tenantId: z.string(),
  conclusion: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('used'), text: z.string() }),
    z.object({ kind: z.literal('notUsed'), during: z.object(slice), text: z.string() }),
    z.object({ kind: z.literal('unknown'), text: z.string() }),
  ]),
  days: z.array(
    z.object({ day: z.iso.date(), signIns: count, direct: count, tracked: count, blocked: count }),
  ),
  items: z.array(
    z.object({
      ...userAndApp,
      resourceId: z.string(),
      resourceDisplayName: z.string(),
      resourceTenantId: z.nullable(z.string()),
      kind: z.enum(['direct', 'tracked', 'blocked']),
      count,
      firstAt: time,
      lastAt: time,
    }),
  ),
  continuation: z.optional(z.string()),
  coverage: coverageSchema,
});

export const policyResultsAnswerSchema = z.object({
  tenantId: z.string(),
  policyId: z.string(),
  policyDisplayName: z.nullable(z.string()),
  days: z.array(
    z.object({
      day: z.iso.date(),
      signIns: count,
      hasData: z.boolean(),
      results: z.record(z.string(), count),
    }),
  ),
  items: z.array(
    z.object({
      ...userAndApp,
      result: z.string(),
      count,
      /** Of `failure`: sign-ins by AADSTS error, as far as it was kept. */
      errorCodes: z.optional(z.record(z.string(), count)),
    }),
  ),
  continuation: z.optional(z.string()),
  coverage: coverageSchema,
});
