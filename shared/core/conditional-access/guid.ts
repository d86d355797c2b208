/** Of a GUID: four words of 32 bits. */
export const guidWords = 4;

/**
 * Reads a GUID in the form of Graph, in either case, into the four words from that place on; false, and words of no
 * meaning, for any other text.
 */
export function readGuid(text: string, words: Int32Array, at: number): boolean {
  return (
    text.length === 36 &&
    text.charCodeAt(8) === dash &&
    text.charCodeAt(13) === dash &&
    text.charCodeAt(18) === dash &&
    text.charCodeAt(23) === dash &&
    shiftIn(0, text, 0, 8, words, at) &&
    shiftIn(0, text, 9, 13, words, at + 1) &&
    shiftIn(words[at + 1] ?? 0, text, 14, 18, words, at + 1) &&
    shiftIn(0, text, 19, 23, words, at + 2) &&
    shiftIn(words[at + 2] ?? 0, text, 24, 28, words, at + 2) &&
    shiftIn(0, text, 28, 36, words, at + 3)
  );
}

/** In lower case. */
export function guidText(words: Int32Array): string {
  const [first, second, third, fourth] = [0, 1, 2, 3].map((at) => digitsOf(words[at] ?? 0));
  return `${first}-${halves(second)}-${halves(third)}${fourth}`;
}

const digitsOf = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
const halves = (digits = '') => `${digits.slice(0, 4)}-${digits.slice(4)}`;

const dash = '-'.charCodeAt(0);
const lastAscii = 127;
const noDigit = 128;

const digitOf = new Uint8Array(lastAscii + 1).fill(noDigit);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  digitOf[digit.charCodeAt(0)] = value;
  digitOf[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Puts a word there into which more digits were shifted; false where one of them is no digit. */
function shiftIn(
  word: number,
  text: string,
  from: number,
  to: number,
  words: Int32Array,
  at: number,
): boolean {
  let shifted = word;
  let seen = 0;
  for (let position = from; position < to; position++) {
    const character = text.charCodeAt(position);
    const digit = digitOf[character & lastAscii] ?? noDigit;
    seen |= character | digit;
    shifted = (shifted << 4) | digit;
  }
  words[at] = shifted;
  return seen <= lastAscii;
}
