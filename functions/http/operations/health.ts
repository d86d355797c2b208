import * as z from 'zod/mini';
import { jsonOf, openOperation } from '../operation.ts';
import { problemAnswer } from '../problem.ts';
import { noBody } from '../read-request.ts';

const healthySchema = z.object({
  status: z.literal('healthy'),
  tenants: z.int(),
  oldestResultAgeHours: z.number(),
});

/** Whether results are fresh. */
export const healthOperations = [
  openOperation({
    operationId: 'checkHealth',
    method: 'GET',
    path: 'health',
    role: 'none',
    summary: 'For probes: 503 when the results of any tenant are older than they should be.',
    parameters: {},
    query: {},
    body: noBody,
    answers: { 200: jsonOf('Every tenant has a fresh result.', healthySchema) },
    revalidates: false,
    async handle(app, { request }) {
      const checked = await app.checkHealth();
      if (checked.status === 'stale') return problemAnswer(request, 503, checked.reason);
      return {
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: JSON.stringify(checked),
      };
    },
  }),
];
