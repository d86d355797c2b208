import { Tokenizer, TokenParser } from '@streamparser/json';
import type { JsonObject } from '../application/graph-paging.ts';
import { isRecord } from '../core/conditional-access/wire.ts';
import { InputError } from '../core/errors.ts';

/** The collections of a tenant export that grow with its users. */
const growing = ['users', 'groups', 'roleAssignments', 'roleEligibilities'] as const;
type GrowingCollection = (typeof growing)[number];

export type ExportPiece =
  /** Elements that stand next to each other from `index` on. The lists of members of groups are empty. */
  | { readonly collection: GrowingCollection; readonly index: number; readonly elements: readonly unknown[] }
  /** Members of the group at index `group` in `groups`, from `index` on. The group itself comes after its members. */
  | {
      readonly collection: 'members';
      readonly group: number;
      readonly index: number;
      readonly elements: readonly unknown[];
    }
  /** Comes last: the export without the elements of its growing collections. */
  | { readonly collection: 'rest'; readonly tenantExport: JsonObject };

/**
 * Reads a tenant export of any size from its bytes in UTF-8, and yields what it holds in the order of the text, each
 * element as `JSON.parse` gives it. No more is kept than the elements of one chunk, and the rest.
 * Throws InputError saying what is wrong with the text and where.
 */
export async function* exportPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<ExportPiece> {
  const reader = new ExportReader();
  for await (const bytes of source) yield* reader.read(bytes);
  yield { collection: 'rest', tenantExport: reader.end() };
}

/** The list itself, or one page of Graph around it. */
const listOf = (path: string) => [`${path}.*`, `${path}.value.*`];
const collections = growing.flatMap((name) => listOf(`$.${name}`));
const members = listOf('$.groups').flatMap((group) => listOf(`${group}.members`));

type GrowingPiece = Exclude<ExportPiece, { collection: 'rest' }> & { readonly elements: unknown[] };

class ExportReader {
  readonly #tokenizer = new Tokenizer({ stringBufferSize: 1 << 16 });
  readonly #parser = new TokenParser({ paths: ['$', ...collections, ...members] });
  /** Of the token that was read last, in bytes from the start. */
  #position = 0;
  #pieces: GrowingPiece[] = [];
  /** The list that the last piece is of. */
  #list: unknown;
  #whole: unknown;

  constructor() {
    this.#tokenizer.onToken = (token) => {
      this.#position = token.offset;
      this.#parser.write(token);
    };
    this.#parser.onValue = ({ value, key, parent, stack }) => {
      if (parent === undefined) this.#whole = value;
      // What else is told of lies beside the list in a page of Graph.
      if (!Array.isArray(parent) || typeof key !== 'number') return;
      // Does not disturb the parser: it counts elements by itself.
      parent.pop();
      if (parent !== this.#list) {
        this.#list = parent;
        const path = [...stack.slice(1).map((level) => level.key), key];
        this.#pieces.push(pieceAt(path.filter((step) => step !== 'value')));
      }
      this.#pieces.at(-1)?.elements.push(value);
    };
  }

  read(bytes: Uint8Array): readonly ExportPiece[] {
    this.#refusing(() => this.#tokenizer.write(bytes));
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#list = undefined;
    return pieces;
  }

  end(): JsonObject {
    this.#refusing(() => {
      this.#tokenizer.end();
      if (!this.#parser.isEnded) this.#parser.end();
    });
    if (isRecord(this.#whole)) return this.#whole;
    throw new InputError([{ member: '', message: 'must be an object' }]);
  }

  #refusing(read: () => void): void {
    try {
      read();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const message =
        cause instanceof TypeError
          ? `is not text in UTF-8 after byte ${this.#position}`
          : `is not JSON after byte ${this.#position}: ${withoutChunk(why)}`;
      throw new InputError([{ member: '', message }], { cause });
    }
  }
}

/** Where it lies in the chunk says nothing to whoever has the file. */
function withoutChunk(message: string): string {
  return message.replace(/ at chunk position "\d+" \(absolute position "(\d+)"\)/, ' at byte $1');
}

/** An empty piece that begins with what stands at the path: `users, 7` or `groups, 3, members, 0`. */
function pieceAt([name, index, ...within]: readonly unknown[]): GrowingPiece {
  const collection = growing.find((known) => known === name);
  if (collection === undefined || typeof index !== 'number')
    throw new Error(`No collection grows at ${name}.`);
  if (within.length === 0) return { collection, index, elements: [] };
  return { collection: 'members', group: index, index: Number(within.at(-1)), elements: [] };
}
