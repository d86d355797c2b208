import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from './identifiers.ts';
import { parseInput } from './input-problems.ts';

/** In the requester's own words; kept with the scan. */
export const scanReasonSchema = z.string().check(z.maxLength(500));

/** The message on the queue `scans`. A change of shape raises `version`; the reader keeps reading the older ones. */
const scanRequestSchema = z.strictObject({
  version: z.literal(1),
  scanId: scanIdSchema,
  tenantId: tenantIdSchema,
  requestedAt: z.iso.datetime(),
  trigger: z.enum(['schedule', 'request']),
  reason: z.optional(scanReasonSchema),
});
export type ScanRequest = z.infer<typeof scanRequestSchema>;

/** Throws InputError with everything that is wrong with the message. */
export function parseScanRequest(message: unknown): ScanRequest {
  return parseInput(scanRequestSchema, message);
}
