import { describe, expect, it } from 'vitest';
import { readTenantExport } from '../../../shared/application/tenant-export.ts';
import type { MovingWindow } from '../../../shared/command-line/export-bytes/byte-reader.ts';
import {
  readExportBytes,
  readExportWindow,
} from '../../../shared/command-line/export-bytes/read-export-bytes.ts';
import { type Population, populationOf } from '../../../shared/core/conditional-access/population.ts';
import { fc } from '../../seeded-fast-check.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-0000000000${number.toString(16).padStart(2, '0')}`;

/** With something else in the place of one dash. */
const nearlyIds = [8, 13, 18, 23].map((at) => `${idOf(1).slice(0, at)}x${idOf(1).slice(at + 1)}`);

/** All that a population knows, in the order of its numbers. */
function contentOf({ numbers, accounts, areUsersGiven, groups }: Population) {
  const members = groups && [...groups.all()];
  const ids = Array.from({ length: numbers.count }, (_, number) => numbers.idOf(number));
  return {
    ids,
    accounts: ids.map((_, number) => accounts.account(number)),
    cohorts: accounts.cohorts(),
    areAllUsers: accounts.areAll,
    lackEnabled: accounts.lackEnabled,
    areUsersGiven,
    members,
    governance: groups && [...groups.governance],
    areAllGroups: groups?.areAll,
  };
}

/** What the text is when it is parsed as a whole; undefined where it is refused. */
function parsed(text: string) {
  try {
    const { users, groups, ...rest } = readTenantExport(JSON.parse(text));
    const lists = { ...(users && { users }), ...(groups && { groups }) };
    if (users === undefined && groups === undefined) return rest;
    return { ...rest, population: contentOf(populationOf(lists)) };
  } catch {
    return undefined;
  }
}

function quicklyRead(text: string, windowLength?: number) {
  const bytes = Buffer.from(text);
  const tenant =
    windowLength === undefined
      ? readExportBytes(bytes)
      : readExportWindow(new TextWindow(bytes, windowLength));
  if (tenant === undefined || !('population' in tenant)) return tenant;
  return { ...tenant, population: contentOf(tenant.population) };
}

/** A window over a text that is there already. */
class TextWindow implements MovingWindow {
  readonly #bytes: Buffer;
  readonly #length: number;
  #start = 0;

  constructor(bytes: Buffer, length: number) {
    this.#bytes = bytes;
    this.#length = length;
  }

  get isAtEnd(): boolean {
    return this.#start + this.#length >= this.#bytes.length;
  }

  moveTo(position: number): Buffer {
    this.#start += position;
    return this.#bytes.subarray(this.#start, this.#start + this.#length);
  }
}

const id = fc.oneof(
  { arbitrary: fc.nat(20).map(idOf), weight: 60 },
  { arbitrary: fc.constantFrom(idOf(10).toUpperCase(), 'somebody', ...nearlyIds), weight: 4 },
  fc.constantFrom('', null, 7),
);
const name = fc.constantFrom('Ann', 'Zoë 日本', 'a "b"', 'c:\\d', '', null, '"members":[', 'tab\t');
/** Most objects of a list have the same members, in the same order. */
function alike(members: Record<string, fc.Arbitrary<unknown>>, others: fc.Arbitrary<unknown>) {
  return fc.shuffledSubarray(Object.keys(members)).chain((names) => {
    const chosen = fc.record(Object.fromEntries(names.map((one) => [one, members[one] ?? id])));
    const whole = fc.tuple(id, chosen).map(([own, rest]) => ({ ...rest, id: own }));
    return fc.array(fc.oneof({ arbitrary: whole, weight: 12 }, others), { maxLength: 8 });
  });
}
const userMembers = {
  displayName: name,
  userPrincipalName: fc.constantFrom('a@b', 'x#EXT#@b', 'y#@b', '', null, 'é#ext#'),
  userType: fc.constantFrom('Member', 'Guest', null, 'guest'),
  accountEnabled: fc.constantFrom(true, false, null),
  creationType: fc.constantFrom(null, 'Invitation'),
  externalUserState: fc.constantFrom(null, '', 'Accepted'),
  identities: fc.constantFrom(
    [],
    [{ signInType: 'federated', issuerAssignedId: 'a' }],
    [{ signInType: 'userPrincipalName', issuerAssignedId: 'b' }],
    [{ signInType: null, issuerAssignedId: 'c' }],
    null,
  ),
  employeeId: fc.constantFrom('1', '2', null, 3, {}),
};
const users = alike(userMembers, fc.record({ id, ...userMembers }, { requiredKeys: ['id'] }));
const types = ['#microsoft.graph.user', '#microsoft.graph.group', '#microsoft.graph.device', null, 'user'];
const members = alike(
  { '@odata.type': fc.constant('#microsoft.graph.user') },
  fc.record({ '@odata.type': fc.constantFrom(...types), id, displayName: name }, { requiredKeys: ['id'] }),
);
const listed = (elements: fc.Arbitrary<unknown[]>) =>
  elements.chain((list) =>
    fc.constantFrom<unknown>(
      list,
      list,
      list,
      { value: list },
      { '@odata.nextLink': 'x', value: list },
      null,
    ),
  );
const group = fc.record(
  { id, displayName: name, members: listed(members), groupTypes: fc.constant(['Unified']), visibility: name },
  { requiredKeys: ['id'] },
);
const tenantExport = fc.record(
  {
    policies: fc.constant([{ id: 'p', displayName: '"users":[{"id":"x"}]', members: [{ id: idOf(1) }] }]),
    users: listed(users),
    groups: listed(fc.array(group, { maxLength: 5 })),
    roleAssignments: fc.constant([{ principalId: idOf(1), roleDefinitionId: 'r' }]),
    tenantId: fc.constant('\\"]}'),
  },
  { requiredKeys: ['policies'] },
);
/** As PowerShell, jq and Graph write it; members may stand in any order. */
const text = fc
  .tuple(
    tenantExport.chain((whole) =>
      fc.shuffledSubarray(Object.entries(whole), { minLength: Object.keys(whole).length }),
    ),
    fc.constantFrom(0, 2, '\t'),
    fc.boolean(),
  )
  .map(([members, indent, isEscaped]) => {
    const plain = JSON.stringify(Object.fromEntries(members), null, indent);
    return isEscaped ? plain.replaceAll('ë', '\\u00eb') : plain;
  });

describe('an export that is read from its bytes', () => {
  it('is the tenant that parsing it gives, or is left to be parsed', () => {
    let read = 0;
    fc.assert(
      fc.property(text, (whole) => {
        const tenant = quicklyRead(whole);
        if (tenant === undefined) return;
        read++;
        expect(tenant).toEqual(parsed(whole));
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(1_000);
  });

  it('is never read where parsing refuses it, nor as anything else, whatever is broken', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(3),
      inserted: fc.oneof(
        fc.constantFrom('', ',', '"', '[', ']', '{', '}', ':', '\\', 'x', '0', ' ', '[]', '{},', '\u0000'),
        fc.constantFrom(',"users":[]', '"members":[],', '"id":"x",', '"__proto__":{},', '"users":[{}],', 'é'),
      ),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }),
    });
    fc.assert(
      fc.property(text, edit, (whole, { at, removed, inserted, cut }) => {
        const position = Math.floor(at * whole.length);
        const edited = (whole.slice(0, position) + inserted + whole.slice(position + removed))
          .slice(0, cut === null ? undefined : Math.floor(cut * whole.length))
          .toWellFormed();

        const tenant = quicklyRead(edited);

        if (tenant !== undefined) expect(tenant).toEqual(parsed(edited));
      }),
      { numRuns: 10_000 },
    );
  });
});

const people = [
  {
    id: idOf(1),
    displayName: 'Ann',
    identities: [{ signInType: 'userPrincipalName', issuerAssignedId: 'ann' }],
  },
  {
    id: idOf(2),
    displayName: 'Zoë',
    identities: [{ signInType: 'userPrincipalName', issuerAssignedId: 'zoe' }],
  },
  { id: idOf(3), displayName: 'Eve', identities: [{ signInType: 'federated', issuerAssignedId: 'eve' }] },
];
const usersAsMembers = people.map((person) => ({ '@odata.type': '#microsoft.graph.user', id: person.id }));
const typical = { policies: [], users: people, groups: [{ id: idOf(9), members: usersAsMembers }] };

describe('an export that is read through a window', () => {
  it('is the same tenant, or is left to be parsed', () => {
    let read = 0;
    fc.assert(
      fc.property(text, fc.integer({ min: 300, max: 3_000 }), (whole, windowLength) => {
        const tenant = quicklyRead(whole, windowLength);
        if (tenant === undefined) return;
        if (whole.length > windowLength) read++;
        expect(tenant).toEqual(parsed(whole));
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

describe('without being parsed as a whole', () => {
  it.each([
    ['in one line', JSON.stringify(typical)],
    ['laid out for a reader', JSON.stringify(typical, null, 2)],
    ['after a byte order mark', `\ufeff${JSON.stringify(typical)}`],
    ['without users', JSON.stringify({ policies: [], groups: typical.groups })],
    ['without groups', JSON.stringify({ policies: [], users: [] })],
  ])('an export is read %s', (_, whole) => {
    const tenant = quicklyRead(whole);

    expect(tenant).toBeDefined();
    expect(tenant).toEqual(parsed(whole.replace('\ufeff', '')));
  });

  const [one, other] = [idOf(1), idOf(2)];
  const escaped = `${other.slice(0, -1)}\\u0032`;
  it.each([
    ['names twice', 'users', `{"id":"${one}","displayName":"a","displayName":"b"}`],
    ['an id in a name', 'members', `{"displayName":"${one}","id":"${one}","@odata.type":"user"}`],
    ['an id with escapes', 'members', `{"displayName":"${other}","id":"${escaped}","@odata.type":"user"}`],
  ])('a user is told from one that is written alike, but for %s', (_, list, first) => {
    const second = first.replace(one, idOf(3)).replace(other, idOf(3)).replace('"b"', '"c"');
    const whole = `{"policies":[],"users":[],"groups":[{"id":"g","members":[]}]}`.replace(
      `"${list}":[`,
      `"${list}":[${first},${second}`,
    );

    expect(parsed(whole)).toBeDefined();
    expect(quicklyRead(whole)).toEqual(parsed(whole));
  });

  const more = (members: string) => `${JSON.stringify(typical).slice(0, -1)},${members}}`;
  it.each([
    ['holds a list twice', more('"users":[]')],
    ['has escapes in a name', more('"u\\u0073ers":[]')],
    ['holds a user without an id', more('"x":1').replace('"users":[', '"users":[{},')],
    ['holds a number as a member', more('"x":1').replace('"members":[', '"members":[7,')],
    ['has a user whose name is no text', more('"x":1').replace('"Zoë"', 'true')],
    ['has an id without quotes', more('"x":1').replace(`"${idOf(2)}"`, `x${idOf(2)}x`)],
    ['has a comma too many', more('"x":1').replace('"members":[', '"members":[,')],
    ['is cut off', more('"x":1').slice(0, -1)],
    ['goes on after its end', `${more('"x":1')} 1`],
    ['is a list', '[]'],
    ['holds no policies', '{"users":[]}'],
    ['is empty', ''],
  ])('what %s is not read', (_, whole) => {
    expect(quicklyRead(whole)).toBeUndefined();
  });

  it('what is not text in UTF-8 is not read', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"policies":[],"tenantId":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);

    expect(readExportBytes(bytes)).toBeUndefined();
    expect(readExportBytes(Buffer.from(`\ufeff${JSON.stringify(typical)}`, 'utf16le'))).toBeUndefined();
  });
});
