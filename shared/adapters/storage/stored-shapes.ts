import * as z from 'zod/mini';
import type { ControlRecord, ControlSummary } from '../../application/control-record.ts';
import { scanIdSchema, tenantIdSchema } from '../../application/identifiers.ts';
import type { RejectedMessage } from '../../application/ports/result-store.ts';
import type { FinishedScan, Scan, Succeeded } from '../../application/scan.ts';
import type { ControlResult } from '../../core/controls/control-result.ts';

/** The JSON that the store wrote earlier, perhaps as an older version: what code relies on is checked, the rest kept. */

const verdictSchema = z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']);

const controlOfScan = {
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  scannedAt: z.string(),
  requestedAt: z.string(),
};

export const controlSummarySchema: z.ZodMiniType<ControlSummary> = z.object({
  ...controlOfScan,
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  benchmarkVerdict: verdictSchema,
  usersInGap: z.nullable(z.number()),
  reason: z.string(),
});

/** The result is served as it was stored: its shape is the engine's, which the scan names. */
const controlResultSchema = z.custom<ControlResult>(
  (value) => z.looseObject({ control: z.string(), verdict: verdictSchema }).safeParse(value).success,
  'is not a control result',
);
const names = z.array(z.nullable(z.string()));

export const controlRecordSchema: z.ZodMiniType<ControlRecord> = z.object({
  ...controlOfScan,
  result: controlResultSchema,
  users: z.optional(z.object({ gaps: names, excepted: names })),
});

const waitingSchema = z.object({ status: z.enum(['queued', 'running']) });

const succeededSchema: z.ZodMiniType<Succeeded> = z.object({
  status: z.literal('succeeded'),
  scannedAt: z.string(),
  finishedAt: z.string(),
  engine: z.string(),
  inputHash: z.string(),
  assumptions: z.array(z.string()),
  emergencyAccess: z.array(z.string()),
  administrativeRoles: z._default(z.array(z.string()), []),
  exceptions: z.optional(z.object({ ids: z.array(z.string()), evidence: z.string() })),
  stepLimit: z.optional(z.number()),
  evidence: z.string(),
  changes: z.array(
    z.object({ control: z.string(), from: z.union([verdictSchema, z.literal('none')]), to: verdictSchema }),
  ),
});

const failedSchema = z.object({ status: z.literal('failed'), finishedAt: z.string(), error: z.string() });

const requested = {
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  trigger: z.enum(['schedule', 'request']),
  reason: z.optional(z.string()),
  requestedAt: z.string(),
};

export const scanSchema: z.ZodMiniType<Scan> = z.object({
  ...requested,
  state: z.union([waitingSchema, succeededSchema, failedSchema]),
});
export const finishedScanSchema: z.ZodMiniType<FinishedScan> = z.object({
  ...requested,
  state: z.union([succeededSchema, failedSchema]),
});
export const succeededScanSchema: z.ZodMiniType<Scan<Succeeded>> = z.object({
  ...requested,
  state: succeededSchema,
});

export const rejectedMessageSchema: z.ZodMiniType<RejectedMessage> = z.object({
  messageId: z.string(),
  queue: z.string(),
  rejectedAt: z.string(),
  reason: z.string(),
  text: z.string(),
});
