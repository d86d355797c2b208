/** How many characters a GUID has. */
export const guidLength = 36;

/**
 * Reads a GUID in lower case out of text in ASCII or UTF-8 into the four words from that place on; false, and words of
 * no meaning, for anything else. There must be that many bytes.
 */
export function readGuidBytes(text: DataView, from: number, words: Int32Array, at: number): boolean {
  const a = pairAt(text, from);
  const b = pairAt(text, from + 2);
  const c = pairAt(text, from + 4);
  const d = pairAt(text, from + 6);
  const e = pairAt(text, from + 9);
  const f = pairAt(text, from + 11);
  const g = pairAt(text, from + 14);
  const h = pairAt(text, from + 16);
  const i = pairAt(text, from + 19);
  const j = pairAt(text, from + 21);
  const k = pairAt(text, from + 24);
  const l = pairAt(text, from + 26);
  const m = pairAt(text, from + 28);
  const n = pairAt(text, from + 30);
  const o = pairAt(text, from + 32);
  const p = pairAt(text, from + 34);
  words[at] = (a << 24) | (b << 16) | (c << 8) | d;
  words[at + 1] = (e << 24) | (f << 16) | (g << 8) | h;
  words[at + 2] = (i << 24) | (j << 16) | (k << 8) | l;
  words[at + 3] = (m << 24) | (n << 16) | (o << 8) | p;
  return (
    (a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p) >= 0 &&
    text.getUint8(from + 8) === dash &&
    text.getUint8(from + 13) === dash &&
    text.getUint8(from + 18) === dash &&
    text.getUint8(from + 23) === dash
  );
}

const dash = '-'.charCodeAt(0);

/** By two characters: the number that these digits write, or -1. Half as many steps as digit by digit. */
const numberOfPair = new Int16Array(1 << 16).fill(-1);
for (let number = 0; number < 256; number++) {
  const digits = number.toString(16).padStart(2, '0');
  numberOfPair[(digits.charCodeAt(0) << 8) | digits.charCodeAt(1)] = number;
}

function pairAt(text: DataView, at: number): number {
  return numberOfPair[text.getUint16(at)] ?? -1;
}
