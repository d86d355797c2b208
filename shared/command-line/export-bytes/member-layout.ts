import { guidWords, readGuid } from '../../core/conditional-access/guid.ts';
import { guidLength, readGuidBytes } from '../../core/conditional-access/guid-bytes.ts';
import { kindOfMember } from '../../core/conditional-access/member-list.ts';
import { isRecord } from '../../core/conditional-access/wire.ts';
import { afterBlanks, type ByteReader, character } from './byte-reader.ts';
import { FixedText } from './fixed-text.ts';

/**
 * How a user is written among the members of a group. Members that stand next to each other mostly differ in their ids
 * alone, so one that was parsed says what all of them are.
 */
export class MemberLayout {
  readonly #before: FixedText;
  readonly #after: FixedText;
  readonly #length: number;

  private constructor(text: Buffer, id: number) {
    this.#before = new FixedText(text.subarray(0, id));
    this.#after = new FixedText(text.subarray(id + guidLength));
    this.#length = text.length;
  }

  /** Undefined where the member is no user, or it cannot be told where its id stands. */
  static of(text: Buffer, member: unknown): MemberLayout | undefined {
    if (!isRecord(member) || kindOfMember(member['@odata.type']) !== 'user') return undefined;
    const { id } = member;
    if (typeof id !== 'string' || !readGuid(id, new Int32Array(guidWords), 0)) return undefined;
    const at = text.indexOf(id);
    // Without escapes every value stands there as it is; what stands there once is the value.
    const isClear = at >= 0 && text.indexOf(id, at + 1) < 0 && !text.includes(character.backslash);
    return isClear ? new MemberLayout(text, at) : undefined;
  }

  /**
   * Goes over the members of this layout that come next, and writes their GUIDs from the beginning of `guids` on, of as
   * many as there is room for. Answers with how many there were.
   */
  read(reader: ByteReader, guids: Int32Array): number {
    const { bytes, view } = reader;
    const length = this.#length;
    const most = guids.length / guidWords;
    let count = 0;
    // A comma follows, or the end of the list: a member at the very end of what is at hand waits for it.
    for (let position = reader.position; count < most && position + length < bytes.length; ) {
      if (!this.#isAt(view, position, guids, count * guidWords)) break;
      count++;
      position += length;
      reader.position = position;
      if (bytes[position] !== character.comma) break;
      position = afterBlanks(bytes, position + 1);
    }
    return count;
  }

  #isAt(text: DataView, position: number, guids: Int32Array, at: number): boolean {
    const id = position + this.#before.length;
    return (
      this.#before.isAt(text, position) &&
      readGuidBytes(text, id, guids, at) &&
      this.#after.isAt(text, id + guidLength)
    );
  }
}
