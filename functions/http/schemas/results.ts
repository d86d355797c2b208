import * as z from 'zod/mini';
import type { ControlSummary } from '../../../shared/application/control-record.ts';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { RejectedMessage } from '../../../shared/application/ports/result-store.ts';
import type { DecidedControlRecord } from '../../../shared/application/read-results.ts';
import type { FinishedScan, Scan } from '../../../shared/application/scan.ts';
import { controlResultSchema, verdictSchema } from './control-result.ts';

/** What the operations of results answer, as the OpenAPI document says it. */

const time = z.iso.datetime();

/** A page of a list. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({
    items: z.array(item),
    /** To be given back for the next page; absent on the last. */
    continuation: z.exactOptional(z.string()),
  });
}

const ofScan = { tenantId: tenantIdSchema, scanId: scanIdSchema, scannedAt: time, requestedAt: time };

export const controlSummarySchema: z.ZodMiniType<ControlSummary> = z.object({
  ...ofScan,
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  benchmarkVerdict: verdictSchema,
  usersInGap: z.nullable(z.int()),
  reason: z.string(),
});

export const tenantSchema = z.object({
  tenantId: tenantIdSchema,
  controls: z.array(controlSummarySchema),
});

export const controlRecordSchema: z.ZodMiniType<DecidedControlRecord> = z.object({
  ...ofScan,
  result: controlResultSchema,
});

const succeeded = z.object({
  status: z.literal('succeeded'),
  scannedAt: time,
  finishedAt: time,
  engine: z.string(),
  inputHash: z.string(),
  assumptions: z.array(z.string()),
  emergencyAccess: z.array(z.string()),
  administrativeRoles: z.array(z.string()),
  exceptions: z.exactOptional(z.object({ ids: z.array(z.string()), evidence: z.string() })),
  stepLimit: z.exactOptional(z.int()),
  evidence: z.string(),
  changes: z.array(
    z.object({
      control: z.string(),
      from: z.enum(['pass', 'fail', 'inconclusive', 'notApplicable', 'none']),
      to: verdictSchema,
    }),
  ),
});
const failed = z.object({ status: z.literal('failed'), finishedAt: time, error: z.string() });
const waiting = z.object({ status: z.enum(['queued', 'running']) });

const requested = {
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  trigger: z.enum(['schedule', 'request']),
  reason: z.exactOptional(z.string()),
  requestedAt: time,
};

export const scanSchema: z.ZodMiniType<Scan> = z.object({
  ...requested,
  state: z.union([waiting, succeeded, failed]),
});
export const finishedScanSchema: z.ZodMiniType<FinishedScan> = z.object({
  ...requested,
  state: z.union([succeeded, failed]),
});

export const rejectedMessageSchema: z.ZodMiniType<RejectedMessage> = z.object({
  messageId: z.string(),
  queue: z.string(),
  rejectedAt: time,
  reason: z.string(),
  text: z.string(),
});
