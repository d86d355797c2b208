import { constants } from 'node:buffer';

/** One line without its end (LF or CRLF). `bytes` is undefined where the line is longer than a string can be. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a stream, each as soon as it is complete; no more than one is held in memory. Unlike `readline` it
 * splits bytes, which the result's hash needs, and at line feeds only: U+2028 may stand inside a JSON string.
 */
export async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  longest: number = constants.MAX_STRING_LENGTH,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > longest) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): Line => {
    const line = {
      number,
      bytes: length > longest ? undefined : withoutCarriageReturn(Buffer.concat(parts)),
    };
    number += 1;
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}

function withoutCarriageReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}
