import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Unexpected } from '../../../shared/command-line/export-bytes/byte-reader.ts';
import { FileWindow } from '../../../shared/command-line/export-bytes/file-window.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function fileWith(bytes: Uint8Array): Promise<string> {
  return join(await temporaryFolder({ 'text.json': bytes }), 'text.json');
}

/** What the window shows on its way over the file when it is moved on by so many bytes at a time, or to its end. */
function shown(window: FileWindow, step: number): Buffer {
  const parts: Buffer[] = [];
  let stretch = window.moveTo(0);
  for (;;) {
    const moved = Math.min(step, stretch.length);
    parts.push(Buffer.from(stretch.subarray(0, moved)));
    if (moved === stretch.length && window.isAtEnd) return Buffer.concat(parts);
    stretch = window.moveTo(moved);
  }
}

describe('A window over a file', () => {
  const text = Buffer.from('Zoë 日本 🦊 and more, '.repeat(20));

  it.each([
    [16, 1],
    [16, 16],
    [17, 13],
    [64, 40],
    [text.length, text.length],
    [10_000, 3],
  ])('of %d bytes that moves on by %d shows all of it, and knows its hash', async (length, step) => {
    await using file = await open(await fileWith(text));
    const window = new FileWindow(file.fd, length);

    expect(shown(window, step).equals(text)).toBe(true);
    expect(window.sha256()).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('ends where a character never does', async () => {
    await using file = await open(await fileWith(text.subarray(0, 3)));

    expect(() => shown(new FileWindow(file.fd, 16), 1)).toThrow(Unexpected);
  });

  it.each([1, 5])('is no window on bytes that are no text, %d at a time', async (step) => {
    await using file = await open(await fileWith(Buffer.concat([text, Buffer.from([0xc3, 0x28]), text])));

    expect(() => shown(new FileWindow(file.fd, 16), step)).toThrow(Unexpected);
  });
});
