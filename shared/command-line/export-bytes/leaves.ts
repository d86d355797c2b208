import { type ByteReader, character } from './byte-reader.ts';

/** A value inside an object that is no object or list itself, and where it is written. */
export interface Leaf {
  /** The names of members and the indexes of elements that lead to it. */
  readonly path: readonly (string | number)[];
  readonly start: number;
  readonly end: number;
}

/** No user object of Graph's is nested half as deep. */
const deepest = 8;

/** All leaves of the value that comes next, in their order. Undefined where it is nested too deep. */
export function leavesOf(reader: ByteReader): readonly Leaf[] | undefined {
  const leaves: Leaf[] = [];
  let isTooDeep = false;
  const visit = (path: readonly (string | number)[]): void => {
    const next = reader.next();
    const start = reader.position;
    isTooDeep ||= path.length > deepest;
    if (isTooDeep) reader.skipValue();
    else if (next === character.objectStart) reader.object((name) => visit([...path, name]));
    else if (next === character.listStart) {
      let index = 0;
      reader.list(() => visit([...path, index++]));
    } else {
      reader.skipValue();
      leaves.push({ path, start, end: reader.position });
    }
  };
  visit([]);
  return isTooDeep ? undefined : leaves;
}

const quote = character.quote;
const firstPrintable = 0x20;

/**
 * Where a string without escapes, `true`, `false` or `null` ends that is written from that place on; -1 for anything
 * else. JSON allows no control character in a string.
 */
export function endOfLeaf(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first !== quote) return endOfWord(bytes, start);
  for (let position = start + 1; ; position++) {
    const byte = bytes[position] ?? 0;
    if (byte === quote) return position + 1;
    if (byte < firstPrintable || byte === character.backslash) return -1;
  }
}

/** By the first letter. */
const words: Uint8Array[] = [];
for (const word of ['true', 'false', 'null']) words[word.charCodeAt(0)] = Buffer.from(word);

function endOfWord(bytes: Uint8Array, start: number): number {
  const word = words[bytes[start] ?? 0];
  if (word === undefined) return -1;
  for (let at = 1; at < word.length; at++) if (bytes[start + at] !== word[at]) return -1;
  return start + word.length;
}
