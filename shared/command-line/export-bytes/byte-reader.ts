/** Thrown where a text is not laid out as a quick reader expects; says nothing of whether the text is right. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

export const character = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  listStart: 0x5b,
  backslash: 0x5c,
  listEnd: 0x5d,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const;

/** In UTF-8. */
const byteOrderMark = [0xef, 0xbb, 0xbf];
const space = 0x20;
const isBlank = (byte: number | undefined) =>
  byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The place from that one on where something other than a blank stands. */
export function afterBlanks(bytes: Uint8Array, position: number): number {
  let at = position;
  while (isBlank(bytes[at])) at++;
  return at;
}

/** A text of which only a stretch is at hand. */
export interface MovingWindow {
  readonly isAtEnd: boolean;
  /** The stretch that begins with what stood at that place. */
  readonly moveTo: (position: number) => Uint8Array;
}

/**
 * Walks over the bytes of a text in JSON. It finds where values end and does not check what is in them: whoever takes
 * one has it parsed.
 */
export class ByteReader {
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(this.bytes.buffer, 0, 0);
  position = 0;
  readonly #window: MovingWindow | undefined;

  /** The whole text, or a window to move over it. */
  constructor(text: Uint8Array | MovingWindow) {
    const isWhole = text instanceof Uint8Array;
    this.#window = isWhole ? undefined : text;
    this.#show(isWhole ? text : text.moveTo(0));
    if (byteOrderMark.every((byte, at) => byte === this.bytes[at])) this.position = byteOrderMark.length;
  }

  #show({ buffer, byteOffset, length }: Uint8Array): void {
    this.bytes = Buffer.from(buffer, byteOffset, length);
    this.view = new DataView(buffer, byteOffset, length);
  }

  /** More of the text is there than is at hand, and not much of that is left. */
  get isRunningOut(): boolean {
    const { length } = this.bytes;
    return this.#window?.isAtEnd === false && this.position > length - length / 4;
  }

  /** Lets go of what was gone over, and takes more of the text. Places in the bytes mean nothing afterwards. */
  takeMore(): void {
    if (this.#window === undefined) return;
    this.#show(this.#window.moveTo(this.position));
    this.position = 0;
  }

  /** Goes over the blanks that come next; false where anything else is left of the text. */
  end(): boolean {
    while (this.next() === undefined) {
      if (this.#window?.isAtEnd !== false) return true;
      this.takeMore();
    }
    return false;
  }

  /** The byte that comes next, blanks apart. */
  next(): number | undefined {
    this.position = afterBlanks(this.bytes, this.position);
    return this.bytes[this.position];
  }

  expect(byte: number): void {
    if (this.next() !== byte) throw new Unexpected();
    this.position++;
  }

  text(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }

  /** Goes over the value that comes next, and answers with it. Throws SyntaxError where it is not right. */
  parse(): unknown {
    this.next();
    const start = this.position;
    this.skipValue();
    return JSON.parse(this.text(start, this.position));
  }

  /** Goes over an object and calls `value` before each of its values, which must go over that. No name is written with escapes. */
  object(value: (name: string) => void): void {
    this.#listed(character.objectStart, character.objectEnd, () => {
      const name = this.#name();
      this.expect(character.colon);
      value(name);
    });
  }

  /** Goes over a list and calls `elements` before its elements, which must go over one or more. */
  list(elements: () => void): void {
    this.#listed(character.listStart, character.listEnd, elements);
  }

  #listed(start: number, end: number, items: () => void): void {
    this.expect(start);
    if (this.next() === end) this.position++;
    else
      for (;;) {
        items();
        const next = this.next();
        this.position++;
        if (next === end) return;
        if (next !== character.comma) throw new Unexpected();
      }
  }

  #name(): string {
    if (this.next() !== character.quote) throw new Unexpected();
    const start = this.position + 1;
    this.#skipString();
    const name = this.text(start, this.position - 1);
    if (name.includes('\\')) throw new Unexpected();
    return name;
  }

  /** Goes over whatever value comes next. */
  skipValue(): void {
    let depth = 0;
    do depth += this.#skipToken();
    while (depth > 0);
    if (depth < 0) throw new Unexpected();
  }

  /** Goes over what comes next, and answers with how much deeper it leads. */
  #skipToken(): number {
    const next = this.next();
    if (next === character.quote) {
      this.#skipString();
      return 0;
    }
    if (next === undefined) throw new Unexpected();
    this.position++;
    switch (next) {
      case character.listStart:
      case character.objectStart:
        return 1;
      case character.listEnd:
      case character.objectEnd:
        return -1;
      case character.comma:
      case character.colon:
        return 0;
      default:
        this.#skipWord();
        return 0;
    }
  }

  #skipString(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[++this.position];
      if (byte === character.quote) break;
      if (byte === character.backslash) this.position++;
      else if (byte === undefined) throw new Unexpected();
    }
    this.position++;
  }

  /** Goes over the rest of a number, `true`, `false` or `null`. */
  #skipWord(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[this.position];
      if (byte === undefined || isBlank(byte)) return;
      if (byte === character.comma || byte === character.listEnd || byte === character.objectEnd) return;
      this.position++;
    }
  }
}
