import { z } from 'zod';
import { scanIdSchema, tenantIdSchema } from './identifiers.ts';

/** The message on the queue `scans`. A change of shape raises `version`; the reader keeps reading the older ones. */
export const scanRequestSchema = z.strictObject({
  version: z.literal(1),
  scanId: scanIdSchema,
  tenantId: tenantIdSchema,
  requestedAt: z.iso.datetime(),
  trigger: z.enum(['schedule', 'request']),
  /** In the requester's own words; kept with the scan. */
  reason: z.string().max(500).optional(),
});
export type ScanRequest = z.infer<typeof scanRequestSchema>;
