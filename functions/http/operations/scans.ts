import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { scanReasonSchema } from '../../../shared/application/scan-request.ts';
import { jsonOf, operation } from '../operation.ts';

const scanOrderSchema = z.strictObject({
  /** Absent: every configured tenant. */
  tenantId: z.optional(tenantIdSchema),
  reason: z.optional(scanReasonSchema),
});

const waitingScansSchema = z.object({
  scans: z.array(
    z.object({
      tenantId: tenantIdSchema,
      scanId: scanIdSchema,
      requestedAt: z.iso.datetime(),
      location: z.string(),
    }),
  ),
});

/** Asking for a scan. */
export const scanOperations = [
  operation({
    operationId: 'requestScan',
    method: 'POST',
    path: 'scans',
    role: 'Scan.Request',
    summary: 'Queues a scan of one tenant or of all, and answers at once where it can be followed.',
    parameters: {},
    query: {},
    body: scanOrderSchema,
    answers: { 202: jsonOf('The scans that now wait.', waitingScansSchema) },
    async handle(app, { body }) {
      const waiting = await app.requestScan(body);
      const scans = waiting.map(({ tenantId, scanId, requestedAt }) => ({
        tenantId,
        scanId,
        requestedAt,
        location: `/api/results/${tenantId}/scans/${scanId}`,
      }));
      const [only, ...others] = scans;
      const location = only !== undefined && others.length === 0 ? only.location : '/api/results';
      return {
        status: 202,
        headers: { 'content-type': 'application/json', location },
        body: JSON.stringify({ scans }),
      };
    },
  }),
];
