import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from '../../sandbox/function-host/http/read-body.ts';

function requestOf(chunks: string[], headers: Record<string, string> = {}) {
  return Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { headers });
}

test.each([
  ['within the limit', ['hello', 'world'], {}, 'helloworld'],
  ['of an announced length over the limit', ['hello'], { 'content-length': '11' }, 'tooLarge'],
  ['of no announced length that grows over the limit', ['hello', 'world', '!'], {}, 'tooLarge'],
])('a body %s', async (_case, chunks, headers, expected) => {
  const body = await readBody(requestOf(chunks, headers), 10);

  expect(body.toString()).toBe(expected);
});
