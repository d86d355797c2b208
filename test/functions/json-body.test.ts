import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { jsonBody } from '../../functions/http/json-body.ts';

const schema = z.strictObject({ text: z.optional(z.string()), any: z.optional(z.unknown()) });

function bodyOf(text: string | Uint8Array, headers: Record<string, string> = {}) {
  const { body } = new Response(text);
  return jsonBody({ headers: new Headers({ 'content-type': 'application/json', ...headers }), body }, schema);
}

describe('a JSON body', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; odata.metadata=minimal',
  ])('is read as %s', async (type) => {
    expect(await bodyOf('{"text":"ä"}', { 'content-type': type })).toEqual({ text: 'ä' });
  });

  it.each([
    ['no type', { 'content-type': '' }],
    ['another type', { 'content-type': 'text/json' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['a compression', { 'content-encoding': 'gzip' }],
  ])('is refused with 415 for %s', async (_what, headers) => {
    await expect(bodyOf('{}', headers)).rejects.toMatchObject({ status: 415 });
  });

  it.each([
    ['half an object', '{"text":'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['an overlong NUL', new Uint8Array([0x22, 0xc0, 0x80, 0x22])],
    ['a nesting of 40,000 levels', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['a member that is nested too deep', `{"any":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('is refused with 400 for %s', async (_what, text) => {
    await expect(bodyOf(text)).rejects.toMatchObject({ status: 400 });
  });

  it('gives nobody a prototype', async () => {
    await expect(bodyOf('{"__proto__":{"text":"x"}}')).rejects.toThrow(/__proto__/);
    expect(Reflect.get({}, 'text')).toBeUndefined();
  });
});

describe('a body that goes on', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is not read on once it is too long', async () => {
    let pieces = 0;
    const body = new ReadableStream({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });

    await expect(jsonBody({ headers: new Headers(), body }, schema)).rejects.toMatchObject({ status: 413 });
    expect(pieces).toBeLessThan(10);
  });

  it('is not read at all where its length is announced to be too long', async () => {
    const body = new ReadableStream({ pull: () => expect.fail('was read') }, { highWaterMark: 0 });
    const headers = new Headers({ 'content-length': '65537' });

    await expect(jsonBody({ headers, body }, schema)).rejects.toMatchObject({ status: 413 });
  });

  it('is refused with 408 when it does not come within ten seconds', async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([0x7b])) });

    const refused = expect(jsonBody({ headers: new Headers(), body }, schema)).rejects.toMatchObject({
      status: 408,
    });
    await vi.advanceTimersByTimeAsync(10_000);

    await refused;
  });

  it('is refused with 400 when it breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) });

    await expect(jsonBody({ headers: new Headers(), body }, schema)).rejects.toMatchObject({ status: 400 });
  });
});
