import type { HttpRequest } from '@azure/functions';
import { HttpProblem } from './problem.ts';

const mostBytes = 65_536;
const withinMilliseconds = 10_000;

/**
 * The whole body: 413 as soon as it is known to be too long, 408 where it does not come in time. What is left of it
 * is not read, and the stream is not cancelled: that would end the connection before the answer is sent.
 */
export async function readBytes({
  headers,
  body,
}: Pick<HttpRequest, 'headers' | 'body'>): Promise<Uint8Array> {
  if (Number(headers.get('content-length') ?? 0) > mostBytes) throw tooLong();
  if (body === null) return new Uint8Array();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), withinMilliseconds);
  });
  try {
    return await Promise.race([collected(body), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function collected(body: NonNullable<HttpRequest['body']>): Promise<Uint8Array> {
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (true) {
    const { done, value } = await unlessBroken(reader.read());
    if (done) return Buffer.concat(pieces);
    length += value.byteLength;
    if (length > mostBytes) throw tooLong();
    pieces.push(value);
  }
}

async function unlessBroken<Piece>(reading: Promise<Piece>): Promise<Piece> {
  try {
    return await reading;
  } catch (cause) {
    throw new HttpProblem(400, 'The body broke off before its end.', {}, { cause });
  }
}

function tooLong(): HttpProblem {
  return new HttpProblem(413, `The body may have ${mostBytes} bytes at most.`);
}

function tooSlow(): HttpProblem {
  const seconds = withinMilliseconds / 1_000;
  return new HttpProblem(408, `The body must come within ${seconds} seconds: send it again.`);
}
