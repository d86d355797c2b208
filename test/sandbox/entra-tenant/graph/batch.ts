import { z } from 'zod';
import { jsonOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { badRequest } from './errors.ts';

const mostRequests = 20;

const batchSchema = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.unknown().optional(),
    }),
  ),
});

/** Answers each request of the batch by itself; the batch succeeds although some of them do not. */
export async function answerBatch(
  request: SandboxRequest,
  basePath: string,
  answer: (request: SandboxRequest) => Promise<SandboxResponse>,
): Promise<SandboxResponse> {
  const batch = batchSchema.safeParse(jsonOf(request));
  if (!batch.success) return badRequest('Invalid batch payload format.');
  const { requests } = batch.data;
  if (requests.length > mostRequests) {
    return badRequest(`Number of batch requests exceeds the limit of ${mostRequests}.`);
  }
  const responses = await Promise.all(
    requests.map(async ({ id, method, url, headers, body }) => {
      const response = await answer({
        method,
        url: new URL(`${basePath}/${url.replace(/^\//, '')}`, request.url),
        headers: { ...headers, authorization: request.headers['authorization'] },
        body: body === undefined ? '' : JSON.stringify(body),
      });
      return { id, ...response };
    }),
  );
  return { status: 200, body: { responses } };
}
