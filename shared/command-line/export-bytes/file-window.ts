import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { Unexpected } from './byte-reader.ts';

/** A stretch of a file that moves over it from the beginning to the end. */
export class FileWindow {
  readonly #file: number;
  readonly #buffer: Buffer;
  readonly #hash = createHash('sha256');
  /** Where what was read ends in the buffer, and where the part of it that is known to be text: the stretch. */
  #end = 0;
  #textEnd = 0;
  #isAtEnd = false;

  /** `file`: a descriptor that was opened for reading; `length`: of the stretch, in bytes. */
  constructor(file: number, length: number) {
    this.#file = file;
    this.#buffer = Buffer.alloc(length);
  }

  /** Nothing of the file comes after the stretch. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Of the bytes of the file, when it was read to the end; to be asked once. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** The stretch that begins with what stood at that place. Throws Unexpected where the text is not in UTF-8. */
  moveTo(position: number): Buffer {
    this.#buffer.copyWithin(0, position, this.#end);
    this.#end -= position;
    this.#textEnd -= position;
    while (!this.#isAtEnd && this.#end < this.#buffer.length) this.#readOn();
    this.#check();
    return this.#buffer.subarray(0, this.#textEnd);
  }

  #readOn(): void {
    const count = readSync(this.#file, this.#buffer, this.#end, this.#buffer.length - this.#end, null);
    this.#hash.update(this.#buffer.subarray(this.#end, this.#end + count));
    this.#end += count;
    this.#isAtEnd = count === 0;
  }

  /** The last character may be cut: it waits for what comes next. */
  #check(): void {
    let end = this.#end;
    if (!this.#isAtEnd) while (end > this.#textEnd && isInCharacter(this.#buffer[end - 1])) end--;
    if (!isUtf8(this.#buffer.subarray(this.#textEnd, end))) throw new Unexpected();
    this.#textEnd = end;
  }
}

/** Of a character that takes more than one byte. */
function isInCharacter(byte = 0): boolean {
  return byte > 0x7f;
}
