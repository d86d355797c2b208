import { describe, expect, it } from 'vitest';
import { type ExportPiece, exportPieces } from '../../shared/command-line/export-pieces.ts';
import { InputError } from '../../shared/core/errors.ts';
import { fc } from '../seeded-fast-check.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(text: string | Uint8Array, chunkSize: number): Promise<readonly ExportPiece[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const pieces: ExportPiece[] = [];
  for await (const piece of exportPieces(inChunks(bytes, chunkSize))) pieces.push(piece);
  return pieces;
}

/** The export put together again from its pieces, in the order in which these came. */
function together(pieces: readonly ExportPiece[]): Record<string, unknown> {
  const collections = new Map<string, unknown[]>();
  const members = new Map<number, unknown[]>();
  for (const piece of pieces) {
    if (piece.collection === 'rest') return withElements(piece.tenantExport, collections);
    if (piece.collection === 'members') {
      const before = members.get(piece.group) ?? [];
      expect(piece.index).toBe(before.length);
      members.set(piece.group, [...before, ...piece.elements]);
      continue;
    }
    const before = collections.get(piece.collection) ?? [];
    expect(piece.index).toBe(before.length);
    const elements = piece.elements.map((element, number) =>
      piece.collection === 'groups'
        ? withList(element, 'members', members.get(before.length + number))
        : element,
    );
    collections.set(piece.collection, [...before, ...elements]);
  }
  throw new Error('The rest is missing.');
}

function withElements(rest: Record<string, unknown>, collections: ReadonlyMap<string, unknown[]>) {
  let whole = { ...rest };
  for (const [name, elements] of collections) whole = withList(whole, name, elements);
  return whole;
}

/** The list may be one page of Graph. */
function withList(holder: unknown, name: string, elements: unknown[] | undefined) {
  const whole = holder as Record<string, unknown>;
  if (elements === undefined) return whole;
  const { [name]: list, ...others } = whole;
  return { ...others, [name]: Array.isArray(list) ? elements : { ...(list as object), value: elements } };
}

const tenant = {
  tenantId: 'tenant "1"',
  policies: [{ id: 'p', conditions: { users: { includeUsers: ['All'] } } }],
  users: [
    { id: 'u1', displayName: 'Zoë 日本 🦊', identities: [{ issuer: 'a' }, { issuer: 'b\\"]}' }] },
    { id: 'u2', displayName: 'back\\slash and "quote"', accountEnabled: false },
    { id: 'u3' },
  ],
  groups: [
    { id: 'g1', members: [{ id: 'u1' }, { id: 'u2' }, { id: 'u3' }] },
    { members: [], id: 'g2' },
    { id: 'g3', members: [{ id: 'u3' }] },
  ],
  roleAssignments: [],
};

describe('a tenant export read in pieces', () => {
  it.each([1, 2, 3, 5, 8, 13, 64, 4096])('is the same in chunks of %d bytes', async (chunkSize) => {
    expect(together(await read(JSON.stringify(tenant), chunkSize))).toEqual(tenant);
  });

  it.each([1, 7, 100])(
    'may be laid out for a reader and hold escapes, in chunks of %d bytes',
    async (size) => {
      const text = JSON.stringify(tenant, null, 2)
        .replaceAll('ë', '\\u00eb')
        .replaceAll('🦊', '\\ud83e\\udd8a');

      expect(together(await read(text, size))).toEqual(tenant);
    },
  );

  it('comes in order, and a chunk after the other: members of a group before the group', async () => {
    const membersOf = (count: number) => Array.from({ length: count }, (_, number) => ({ id: `u${number}` }));
    const groups = [
      { id: 'g1', members: membersOf(1) },
      { id: 'g2', members: membersOf(200) },
    ];

    const pieces = await read(JSON.stringify({ policies: [], groups }), 1_000);

    expect(
      pieces.map((piece) => ('elements' in piece ? [piece.collection, piece.elements.length] : 'rest')),
    ).toEqual([
      ['members', 1],
      ['groups', 1],
      ['members', 71],
      ['members', 73],
      ['members', 56],
      ['groups', 1],
      'rest',
    ]);
  });

  it.each([9, 1_000])('takes the elements out of a page of Graph, in chunks of %d bytes', async (size) => {
    const link = { '@odata.nextLink': 'https://graph/next' };
    const group = { id: 'g1', members: { ...link, value: [{ id: 'u1' }, { id: 'u2' }] } };
    const paged = { policies: [], users: { ...link, value: tenant.users }, groups: { value: [group] } };

    const pieces = await read(JSON.stringify(paged), size);

    expect(together(pieces)).toEqual(paged);
    expect(pieces.at(-1)).toEqual({
      collection: 'rest',
      tenantExport: { policies: [], users: { ...link, value: [] }, groups: { value: [] } },
    });
  });

  it('may begin with a byte order mark', async () => {
    expect(together(await read(`\uFEFF${JSON.stringify(tenant)}`, 1))).toEqual(tenant);
  });

  it('is refused exactly where JSON.parse refuses it, whatever is broken and wherever it is cut', async () => {
    const text = JSON.stringify(tenant);
    const edits = fc.record({
      position: fc.nat(text.length),
      removed: fc.nat(2),
      inserted: fc.constantFrom('', ',', '"', '[', ']', '{', '}', ':', '\\', 'x', '0', ' ', '[]', '{},'),
      end: fc.option(fc.nat(text.length), { freq: 5, nil: text.length + 3 }),
      chunkSize: fc.integer({ min: 1, max: 200 }),
    });

    await fc.assert(
      fc.asyncProperty(edits, async ({ position, removed, inserted, end, chunkSize }) => {
        const edited = (text.slice(0, position) + inserted + text.slice(position + removed))
          .slice(0, end)
          .toWellFormed();

        const answer = await read(edited, chunkSize).then(together, (error: unknown) => error);

        const whole = parsed(edited);
        if (whole === undefined) expect(answer).toBeInstanceOf(InputError);
        else expect(answer).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Undefined for what is no tenant export: no JSON, or no object. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

describe('a text that is no tenant export', () => {
  const users = '{"policies":[],"users":[{"id":"u1"}';
  it.each([
    ['is cut off', `${users},{"id"`, /^InputError: is not JSON after byte 37: Parser ended/],
    ['is cut off after an element', users, /^InputError: is not JSON after byte 34: Parser ended/],
    [
      'has a comma too many',
      `${users},,{"id":"u2"}]}`,
      /^InputError: is not JSON after byte 36: Unexpected COMMA/,
    ],
    [
      'holds a bad word',
      `${users},nil]}`,
      /^InputError: is not JSON after byte 35: Unexpected "i" at byte 37/,
    ],
    [
      'goes on after its end',
      '{"policies":[]} {}',
      /^InputError: is not JSON after byte 16: Unexpected LEFT_BRACE/,
    ],
    ['is empty', '', /^InputError: must be an object$/],
    ['is a list', '[{"id":"p"}]', /^InputError: must be an object$/],
  ])('because it %s is refused', async (_, text, message) => {
    const error = await read(text, 10).catch((thrown: unknown) => thrown);

    expect(String(error)).toMatch(message);
  });

  it('because its bytes are no characters is refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"tenantId":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);

    await expect(read(bytes, 1)).rejects.toThrow('is not text in UTF-8 after byte 11');
  });
});
