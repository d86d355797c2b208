import type { IncomingMessage } from 'node:http';

/** The request limit of Azure Functions. */
export const longestBodyBytes = 100 * 1024 * 1024;

/** The whole body, or `tooLarge` as soon as that is known: by its announced or by its real length. */
export async function readBody(
  request: Pick<IncomingMessage, 'headers'> & AsyncIterable<Buffer>,
  limitBytes = longestBodyBytes,
): Promise<Buffer | 'tooLarge'> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return 'tooLarge';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > limitBytes) return 'tooLarge';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
