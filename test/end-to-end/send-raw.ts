import { once } from 'node:events';
import { IncomingMessage, request as makeRequest } from 'node:http';
import type { SeenAnswer } from '../functions/open-api/described-api.ts';
import type { RequestToSend } from '../functions/open-api/running-api.ts';

/** Sends a request as it is: no header is put in order, nothing in the address is encoded again. */
export async function sendRaw(
  url: string,
  { method, target, headers, body }: RequestToSend,
): Promise<SeenAnswer> {
  const { hostname, port, host } = new URL(url);
  const framing = [['host', host], ...(body === undefined ? [] : [['content-length', String(body.length)]])];
  const sending = makeRequest({
    hostname,
    port,
    method,
    path: target,
    headers: [...framing, ...headers].flat(),
  });
  const answered = answerOf(sending);
  // Where the body is too long, the answer comes before it has gone.
  sending.on('error', () => undefined).end(body);
  return answered;
}

export async function answerOf(sending: NodeJS.EventEmitter): Promise<SeenAnswer> {
  const [response] = await once(sending, 'response');
  if (!(response instanceof IncomingMessage)) throw new TypeError('No response of Node.');
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece);
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct))
    headers.set(name, values.join(', '));
  return { status: response.statusCode ?? 0, headers, bytes: Buffer.concat(pieces) };
}
