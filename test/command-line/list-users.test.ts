import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { readTenantFile } from '../../shared/command-line/tenant-input.ts';
import { userPrincipalNameIn } from '../../shared/core/conditional-access/user-principal-names.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { failing, inconclusive, passing } from './policies.ts';
import { runScan, startScan } from './run-scan.ts';
import { temporaryFolder } from './temporary-folder.ts';

const many = Array.from({ length: 3_000 }, (_, number) => ({
  id: `user-${number}`,
  displayName: `User ${number}`,
  userPrincipalName: `user-${number}@example.com`,
  accountEnabled: number !== 7,
}));
const manyFail = { ...failing, users: many };

async function fileWith(tenant: unknown): Promise<string> {
  return join(await temporaryFolder({ 'tenant.json': tenant }), 'tenant.json');
}

/** Of the device code flow, unless other words come. */
async function list(tenant: unknown, format: string, ...words: readonly string[]) {
  const terminal = inMemoryTerminal();
  const options = ['--list-users', '--format', format, '--control', '2.2.3', ...words];
  const status = await scanCommand(['--from', await fileWith(tenant), ...options], terminal);
  return { status, text: terminal.written(), complaints: terminal.complaints };
}

describe('--list-users', () => {
  it('lists everybody whom a gap counts, as CSV with a header', async () => {
    const { status, text, complaints } = await list(manyFail, 'csv');

    const lines = text.split('\r\n');
    expect(lines).toHaveLength(1 + (many.length - 1) + 1);
    expect(lines[0]).toBe('control,gap,description,id,displayName,userPrincipalName');
    expect(lines[1]).toMatch(/^device-code-flow-blocked,1,".*",user-0,User 0,user-0@example\.com$/);
    expect(lines.filter((line) => line.includes('user-7,'))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(status).toBe(1);
  });

  it('lists them as one JSON object a line', async () => {
    const { text, status } = await list(manyFail, 'json');

    const users = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(users).toHaveLength(many.length - 1);
    expect(users[8]).toEqual({
      control: 'device-code-flow-blocked',
      gap: 1,
      description: expect.stringMatching(/^2,999 users can use the device code flow/),
      id: 'user-9',
      displayName: 'User 9',
      userPrincipalName: 'user-9@example.com',
    });
    expect(status).toBe(1);
  });

  it('lists them below each gap in a table of 80 columns at most', async () => {
    const long = `${'Maria-'.repeat(15)}Anna\u001b[31m`;
    const users = [...many.slice(0, 2), { id: 'long', displayName: long, userPrincipalName: `${long}@x.y` }];

    const { text } = await list({ ...failing, users }, 'table');

    const lines = text.split('\n');
    expect(lines).toContain('2.2.3  FAIL  An exclusionary device code flow policy is in force');
    expect(lines).toContain('       User 1                          user-1@example.com');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(text).not.toContain('\u001b');
  });

  it.each([
    ['pass', passing, 0, []],
    ['inconclusive', inconclusive, 3, ['2.2.3: Nobody is listed: it is undecided who is in a gap.']],
    ['fail', { ...failing, users: undefined }, 1, ['2.2.3: Nobody is listed: the input gives no users.']],
  ])('lists nobody on a %s without users in a gap, and says why', async (_verdict, tenant, status, said) => {
    expect(await list(tenant, 'json')).toEqual({ status, text: '', complaints: said });
  });

  it('lists several controls below one header', async () => {
    const { text } = await list(failing, 'csv', '--control', '2.2.5');

    const controls = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')[0]);
    expect(controls).toEqual(['control', 'device-code-flow-blocked', 'mfa-for-all-users']);
  });

  it('ends quietly when the reader has seen enough, with the status of all controls', async () => {
    const file = await fileWith(manyFail);
    const child = startScan(['--from', file, '--list-users', '--format', 'csv']);
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    await once(child.stdout, 'data');

    child.stdout.destroy();
    const [status] = await once(child, 'close');

    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  });

  it('writes no faster than it is read', async () => {
    let open = 0;
    let most = 0;
    const terminal = {
      ...inMemoryTerminal(),
      write: async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return 'written' as const;
      },
    };

    await scanCommand(['--from', await fileWith(manyFail), '--list-users', '--format', 'json'], terminal);

    expect(most).toBe(1);
  });

  it.each([
    ['a stream', ['--from', '-', '--list-users'], '--list-users: tells of one tenant'],
    [
      '--explain',
      ['--from', 'x', '--list-users', '--explain', '2.2.3'],
      '--list-users: cannot be used together',
    ],
    ['--against', ['--from', 'x', '--list-users', '--against', 'y'], '--list-users: cannot be used together'],
  ])('is a wrong call with %s', async (_what, words, complaint) => {
    const { status, stdout, stderr } = await runScan(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`gateproof: ${complaint}`);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('alone knows CSV', async () => {
    expect(await runScan(['--from', 'x', '--format', 'csv'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'gateproof: --format: "csv" is for --list-users only\n',
    });
  });
});

describe('user principal names of an export that a string cannot hold', () => {
  it.each([
    ['are kept where they are asked for', { keeps: 'userPrincipalNames' as const }, 'user-3@example.com'],
    ['take no room otherwise', {}, null],
  ])('%s', async (_what, reading, name) => {
    const { snapshot } = await readTenantFile(await fileWith(manyFail), { longest: 0, ...reading });
    if (!('population' in snapshot)) throw new Error('The file was read whole.');

    expect(userPrincipalNameIn(snapshot, snapshot.population.numbers)('user-3')).toBe(name);
  });
});
