import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';

/**
 * With HTTP streaming the host forwards each request to a server inside the worker, whose answers the library writes
 * as fast as their bodies come, whether the caller keeps up or has gone
 * (https://github.com/Azure/azure-functions-nodejs-library/issues/294). These are the answers under way.
 */
const responses = new Map<string, ServerResponse>();

/** To be called before the library starts its server. */
export function watchResponses(): void {
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null) return;
    const request = 'request' in message && message.request;
    const response = 'response' in message && message.response;
    if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return;
    const invocationId = request.headers['x-ms-invocation-id'];
    if (typeof invocationId !== 'string') return;
    responses.set(invocationId, response);
    response.once('close', () => responses.delete(invocationId));
  });
}

/**
 * The same pieces, each when the caller has taken the ones before; ends early when the caller is gone. An error breaks
 * the answer off, since its status has been sent; `onError` is told.
 */
export async function* atCallersPace<Piece>(
  pieces: AsyncIterable<Piece>,
  invocationId: string,
  onError: (error: unknown) => void,
): AsyncGenerator<Piece> {
  const response = responses.get(invocationId);
  try {
    for await (const piece of pieces) {
      yield piece;
      if (response?.writableNeedDrain) await drained(response);
      if (response?.destroyed) return;
    }
  } catch (error) {
    onError(error);
    response?.destroy();
    throw error;
  }
}

/** Resolves as well when nobody will take anything any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
