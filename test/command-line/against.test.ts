import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { parseComparison } from './comparison-schema.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { anna, blockDeviceCode, namedLocation, reportOnly } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

const bob = { id: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', displayName: 'Bob', accountEnabled: true };
const butAnna = {
  ...blockDeviceCode,
  conditions: {
    ...blockDeviceCode.conditions,
    users: { ...blockDeviceCode.conditions.users, excludeUsers: [anna.id] },
  },
};
const blocked = { tenantId: 'somewhere', policies: [blockDeviceCode], users: [anna, bob], groups: [] };
const files = {
  'blocked.json': blocked,
  'report-only.json': { ...blocked, policies: [reportOnly] },
  'but-anna.json': { ...blocked, policies: [butAnna] },
  'unread.json': {
    ...blocked,
    policies: [reportOnly],
    unread: [{ kind: 'policies', why: 'Graph answered 403' }],
  },
  'policies/block.json': butAnna,
  'policies/office.json': namedLocation,
  'many.ndjson': '{}',
  'exceptions.json': [
    {
      principalId: anna.id,
      kind: 'user',
      controls: ['2.2.3'],
      reason: 'Signs in on a meeting room display',
      owner: 'Workplace team',
      ticket: 'CHG-1',
      expiresOn: '2026-12-31',
    },
  ],
};

async function scan(from: string, against: string, ...words: readonly string[]) {
  const folder = await temporaryFolder(files);
  const terminal = inMemoryTerminal();
  const inFolder = (word: string) => (word in files || word === 'policies' ? join(folder, word) : word);
  const status = await scanCommand(
    ['--from', inFolder(from), '--against', inFolder(against), '--control', '2.2.3', ...words.map(inFolder)],
    terminal,
  );
  return { status, terminal, written: terminal.written() };
}

describe('the exit status with --against', () => {
  it.each([
    ['0 where nothing changes', 'blocked.json', 'blocked.json', 0],
    ['0 where a gap closes', 'blocked.json', 'report-only.json', 0],
    ['0 where what fails goes on as it was', 'but-anna.json', 'but-anna.json', 0],
    ['1 where a gap opens', 'report-only.json', 'blocked.json', 1],
    ['1 where one opens for one user', 'but-anna.json', 'blocked.json', 1],
    ['3 where it is undecided', 'report-only.json', 'unread.json', 3],
    ['1 where policies of a pipeline open one', 'policies', 'blocked.json', 1],
    ['2 for a stream', 'many.ndjson', 'blocked.json', 2],
    ['2 for a stream to compare with', 'blocked.json', 'many.ndjson', 2],
    ['2 for a file that is not there', 'blocked.json', 'nowhere.json', 2],
  ])('is %s', async (_what, from, against, expected) => {
    expect((await scan(from, against)).status).toBe(expected);
  });

  it('is 0 where an exception approves what opens', async () => {
    expect((await scan('but-anna.json', 'blocked.json', '--exceptions', 'exceptions.json')).status).toBe(0);
    expect((await scan('but-anna.json', 'blocked.json', '--emergency-access', anna.id)).status).toBe(0);
  });

  it('is 2 beside --explain, and says why', async () => {
    const terminal = inMemoryTerminal();
    const words = ['--from', 'a.json', '--against', 'b.json', '--explain', '2.2.3'];

    expect(await scanCommand(words, terminal)).toBe(2);
    expect(terminal.complaints).toEqual(['--explain: cannot be used together with --against']);
  });
});

describe('the table of a comparison', () => {
  it('tells in sentences what opens, who gets through, and what was changed', async () => {
    const { written } = await scan('but-anna.json', 'blocked.json');

    expect(written).toContain('2.2.3    pass            ->  FAIL            OPENS A GAP\n');
    expect(written.replace(/\s+/g, ' ')).toContain(
      'Anna can use the device code flow for any app, from anywhere, because now "Block device code flow" excludes this user.',
    );
    expect(written).toContain('A sign-in that gets through now, and did not before');
    expect(written.replace(/\s+/g, ' ')).toContain(
      'The policy "Block device code flow": conditions.users.excludeUsers: added Anna.',
    );
  });

  it('tells what closes, and by which policy', async () => {
    const { written } = await scan('blocked.json', 'report-only.json');

    expect(written.replace(/\s+/g, ' ')).toContain(
      '2 users can no longer use the device code flow for any app, from anywhere: "Block device code flow" sees to it now.',
    );
  });

  it('tells what leaves it undecided', async () => {
    const { written } = await scan('report-only.json', 'unread.json', '--format', 'table');

    expect(written).toContain('Whether a gap opens is not decided.');
  });

  it('says what to do about what leaves it undecided', async () => {
    const { written } = await scan('unread.json', 'blocked.json');

    expect(written.replace(/\s+/g, ' ')).toContain(
      'What is not known, and what to do - Policies that were not read: Graph answered 403. Grant Policy.Read.All and ' +
        'scan again, or export the policies whole. What was changed',
    );
  });

  it('fits 80 columns', async () => {
    const { written } = await scan('but-anna.json', 'report-only.json');

    expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('the JSON of a comparison', () => {
  it('is the contract, member by member', async () => {
    const { written } = await scan('but-anna.json', 'blocked.json', '--format', 'json');
    const { controls, ...rest } = parseComparison(written);

    expect(rest).toMatchObject({ tenantId: 'somewhere', comparedAt: '2026-11-22T12:00:00.000Z' });
    expect(rest.inputHash.before).not.toBe(rest.inputHash.after);
    expect(controls).toMatchObject([
      {
        id: '2.2.3',
        before: 'pass',
        after: 'fail',
        change: 'opens',
        opened: [{ who: { count: 1 }, closedBy: { kind: 'policies' } }],
        closed: [],
        witness: { user: { id: anna.id } },
      },
    ]);
  });

  it('is the same for the same inputs', async () => {
    const first = await scan('but-anna.json', 'blocked.json', '--format', 'json');
    const second = await scan('but-anna.json', 'blocked.json', '--format', 'json');

    expect(second.written).toBe(first.written);
  });
});
