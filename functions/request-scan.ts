import type { HttpHandler } from '@azure/functions';
import * as z from 'zod/mini';
import { tenantIdSchema } from '../shared/application/identifiers.ts';
import { scanReasonSchema } from '../shared/application/scan-request.ts';
import type { App } from '../shared/composition/app.ts';
import { answering } from './http/answering.ts';
import { jsonBody } from './http/json-body.ts';
import { scanPath } from './http/routes.ts';

const scanOrderSchema = z.strictObject({
  /** Absent: every configured tenant. */
  tenantId: z.optional(tenantIdSchema),
  reason: z.optional(scanReasonSchema),
});

/** Queues a scan and answers at once where it can be followed. */
export function requestScan(app: Pick<App, 'requestScan'>): HttpHandler {
  return answering(async (request) => {
    const waiting = await app.requestScan(await jsonBody(request, scanOrderSchema));
    const scans = waiting.map(({ tenantId, scanId, requestedAt }) => ({
      tenantId,
      scanId,
      requestedAt,
      location: scanPath(tenantId, scanId),
    }));
    const [only, ...others] = scans;
    const location = only !== undefined && others.length === 0 ? only.location : '/api/results';
    return {
      status: 202,
      headers: { 'content-type': 'application/json', location },
      body: JSON.stringify({ scans }),
    };
  });
}
