/** Bytes that are looked for at a certain place, time and again. */
export class FixedText {
  readonly length: number;
  readonly #words: Int32Array;
  readonly #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const words = bytes.length >>> 2;
    this.length = bytes.length;
    this.#words = Int32Array.from({ length: words }, (_, at) => view.getInt32(at * 4));
    this.#rest = Uint8Array.from(bytes.subarray(words * 4));
  }

  /** There must be that many bytes. Four at a time, which is several times as fast as one by one. */
  isAt(text: DataView, position: number): boolean {
    const words = this.#words;
    let from = position;
    for (let at = 0; at < words.length; at++, from += 4) if (text.getInt32(from) !== words[at]) return false;
    const rest = this.#rest;
    for (let at = 0; at < rest.length; at++) if (text.getUint8(from + at) !== rest[at]) return false;
    return true;
  }
}
