import { isExternalName, tellsGuestType } from '../../core/conditional-access/guest-types.ts';
import { guidWords } from '../../core/conditional-access/guid.ts';
import { guidLength, readGuidBytes } from '../../core/conditional-access/guid-bytes.ts';
import { type ByteReader, character } from './byte-reader.ts';
import { FixedText } from './fixed-text.ts';
import { endOfLeaf, type Leaf, leavesOf } from './leaves.ts';
import type { WrittenNames } from './written-names.ts';

/** What tells users of one layout apart before any policy does: as it is written, and the number of the kind. */
interface WrittenKind {
  readonly kind: number;
  readonly texts: readonly FixedText[];
  readonly userPrincipalName: 'external' | 'local' | 'none';
}

/**
 * How user objects are written that have the same members in the same order: all but their leaves is the same text. So
 * one that was parsed says what others are, and these need not be parsed.
 */
export class UserLayout {
  /** What stands before each leaf, and after the last. */
  readonly #between: readonly FixedText[];
  readonly #id: number;
  readonly #displayName: number;
  readonly #userPrincipalName: number;
  /** The leaves that tell users apart. */
  readonly #telling: readonly number[];
  readonly #kinds: WrittenKind[] = [];
  /** Of the user that was looked at last: where each leaf begins and ends, and the GUID. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly guid = new Int32Array(guidWords);

  private constructor(reader: ByteReader, start: number, end: number, leaves: readonly Leaf[]) {
    const edges = [start, ...leaves.flatMap((leaf) => [leaf.start, leaf.end]), end];
    this.#between = Array.from(
      { length: leaves.length + 1 },
      (_, at) => new FixedText(reader.bytes.subarray(edges[2 * at], edges[2 * at + 1])),
    );
    const indexOf = (name: string) => leaves.findIndex(({ path }) => path.length === 1 && path[0] === name);
    this.#id = indexOf('id');
    this.#displayName = indexOf('displayName');
    this.#userPrincipalName = indexOf('userPrincipalName');
    this.#telling = [...leaves.entries()].flatMap(([at, { path }]) =>
      path[0] === 'accountEnabled' || tellsGuestType(path) ? [at] : [],
    );
    this.#starts = new Int32Array(leaves.length);
    this.#ends = new Int32Array(leaves.length);
  }

  /** Of the user object between these places, which is right JSON; undefined where no other one would be alike. */
  static of(reader: ByteReader, start: number, end: number): UserLayout | undefined {
    reader.position = start;
    const leaves = leavesOf(reader) ?? [];
    const paths = new Set(leaves.map(({ path }) => JSON.stringify(path)));
    // Of members of the same name the last one counts.
    const isClear = paths.size === leaves.length && paths.has('["id"]');
    return isClear ? new UserLayout(reader, start, end, leaves) : undefined;
  }

  /** Where the user object of this layout ends that begins there; -1 where there is none. */
  endAt({ bytes, view }: ByteReader, start: number): number {
    let position = start;
    for (let at = 0; at < this.#between.length; at++) {
      const text = this.#between[at];
      if (text === undefined || position + text.length > bytes.length || !text.isAt(view, position))
        return -1;
      position += text.length;
      if (at === this.#starts.length) break;
      this.#starts[at] = position;
      position = at === this.#id ? endOfId(bytes, position) : endOfLeaf(bytes, position);
      if (position < 0) return -1;
      this.#ends[at] = position;
    }
    return this.#isUser(bytes, view) ? position : -1;
  }

  /** The id is a GUID, and names are text if anything. */
  #isUser(bytes: Uint8Array, view: DataView): boolean {
    const id = (this.#starts[this.#id] ?? 0) + 1;
    if (!readGuidBytes(view, id, this.guid, 0)) return false;
    return this.#isText(bytes, this.#displayName) && this.#isText(bytes, this.#userPrincipalName);
  }

  /** Or null, or not there. */
  #isText(bytes: Uint8Array, leaf: number): boolean {
    const first = leaf < 0 ? quote : bytes[this.#starts[leaf] ?? 0];
    return first === quote || first === initialOfNull;
  }

  /** Of the user that was looked at last. Undefined where none of the kind was met before. */
  kind(reader: ByteReader): number | undefined {
    const name = this.#kindOfName(reader);
    for (const { kind, texts, userPrincipalName } of this.#kinds)
      if (userPrincipalName === name && this.#areTold(reader.view, texts)) return kind;
    return undefined;
  }

  #areTold(view: DataView, texts: readonly FixedText[]): boolean {
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at];
      const leaf = this.#telling[at] ?? 0;
      const start = this.#starts[leaf] ?? 0;
      const isSame = text?.length === (this.#ends[leaf] ?? 0) - start && text.isAt(view, start);
      if (!isSame) return false;
    }
    return true;
  }

  /** The user that was looked at last is of that kind. */
  learn(reader: ByteReader, kind: number): void {
    if (this.#kinds.length === mostKinds) return;
    const texts = this.#telling.map(
      (leaf) => new FixedText(reader.bytes.subarray(this.#starts[leaf], this.#ends[leaf])),
    );
    this.#kinds.push({ kind, texts, userPrincipalName: this.#kindOfName(reader) });
  }

  #kindOfName(reader: ByteReader): WrittenKind['userPrincipalName'] {
    if (!this.#hasText(reader.bytes, this.#userPrincipalName)) return 'none';
    const start = (this.#starts[this.#userPrincipalName] ?? 0) + 1;
    const end = (this.#ends[this.#userPrincipalName] ?? 0) - 1;
    for (let at = start; at < end; at++)
      if (reader.bytes[at] === numberSign)
        return isExternalName(reader.text(start, end)) ? 'external' : 'local';
    return 'local';
  }

  /** There is text, and it is not empty. */
  #hasText(bytes: Uint8Array, leaf: number): boolean {
    const start = this.#starts[leaf] ?? 0;
    return leaf >= 0 && bytes[start] === quote && (this.#ends[leaf] ?? 0) - start > 2;
  }

  /** Writes the name of the user that was looked at last, if it has one. */
  writeName({ bytes }: ByteReader, names: WrittenNames): void {
    const leaf = this.#hasText(bytes, this.#displayName) ? this.#displayName : this.#userPrincipalName;
    if (this.#hasText(bytes, leaf))
      names.write(bytes, (this.#starts[leaf] ?? 0) + 1, (this.#ends[leaf] ?? 0) - 1);
  }
}

/** Where the text of the length of a GUID ends that begins there; -1 where there is none. */
function endOfId(bytes: Uint8Array, start: number): number {
  const end = start + guidLength + 1;
  return bytes[start] === quote && bytes[end] === quote ? end + 1 : -1;
}

/** Users of more kinds have something in them that is each one's own. */
const mostKinds = 64;
const { quote } = character;
const initialOfNull = 'n'.charCodeAt(0);
const numberSign = '#'.charCodeAt(0);
