import { describe, expect, it } from 'vitest';
import { linesOf } from '../../shared/command-line/lines.ts';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function lines(source: AsyncIterable<Uint8Array>, longest?: number) {
  const found: [number, string | undefined][] = [];
  for await (const { number, bytes } of linesOf(source, longest))
    found.push([number, bytes && Buffer.from(bytes).toString()]);
  return found;
}

describe('the lines of a stream', () => {
  it('end with LF, CRLF or the stream, wherever the chunks are cut', async () => {
    expect(await lines(chunks('a\nb', 'c\r', '\n\nd'))).toEqual([
      [1, 'a'],
      [2, 'bc'],
      [3, ''],
      [4, 'd'],
    ]);
  });

  it('keep a line separator of Unicode, which JSON allows inside a string', async () => {
    expect(await lines(chunks('"a\u2028b"\n'))).toEqual([[1, '"a\u2028b"']]);
  });

  it('keep a character whose bytes lie in two chunks', async () => {
    const [first, second] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
    async function* halves() {
      yield first;
      yield second;
    }
    expect(await lines(halves())).toEqual([[1, 'ü']]);
  });

  it('that are longer than a string can be are given up, and the next one is read', async () => {
    expect(await lines(chunks('abc', 'def\nab\n'), 5)).toEqual([
      [1, undefined],
      [2, 'ab'],
    ]);
  });

  it('of nothing are none', async () => {
    expect(await lines(chunks(''))).toEqual([]);
  });
});
