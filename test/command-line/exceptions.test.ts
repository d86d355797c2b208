import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { anna, blockDeviceCode } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Blocks the device code flow for everyone but Anna. */
const tenant = {
  policies: [
    {
      ...blockDeviceCode,
      conditions: {
        ...blockDeviceCode.conditions,
        users: { ...blockDeviceCode.conditions.users, excludeUsers: [anna.id] },
      },
    },
  ],
  users: [anna, { id: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', displayName: 'Bob', accountEnabled: true }],
};
const exception = {
  principalId: anna.id,
  kind: 'user',
  controls: ['device-code-flow-blocked'],
  reason: 'Signs in on a meeting room display',
  owner: 'Workplace team',
  ticket: 'CHG-1',
  expiresOn: '2026-12-31',
};

async function scan(files: Readonly<Record<string, unknown>>, ...words: readonly string[]) {
  const folder = await temporaryFolder({ 'tenant.json': tenant, ...files });
  const terminal = inMemoryTerminal();
  const inFolder = words.map((word) => (word.endsWith('.json') ? join(folder, word) : word));
  const status = await scanCommand(
    ['--from', join(folder, 'tenant.json'), '--control', '2.2.3', ...inFolder],
    terminal,
  );
  return { status, terminal, folder };
}

describe('an exclusion', () => {
  it('fails while nobody approved it', async () => {
    expect((await scan({})).status).toBe(1);
  });

  it('passes once an exception approves it', async () => {
    const { status } = await scan({ 'approved.json': [exception] }, '--exceptions', 'approved.json');
    expect(status).toBe(0);
  });

  it.each([
    ['2026-12-31', 0],
    ['2026-12-31T23:59:59Z', 0],
    ['2026-12-31T23:00:00-02:00', 1],
    ['2027-01-01T00:00:00', 1],
    ['2027-01-01', 1],
  ])('is excepted through the last day in UTC (%s)', async (at, expected) => {
    const { status } = await scan(
      { 'approved.json': [exception] },
      '--exceptions',
      'approved.json',
      '--at',
      at,
    );
    expect(status).toBe(expected);
  });

  it('passes for emergency access accounts', async () => {
    expect((await scan({}, '--emergency-access', `someone, ${anna.id}`)).status).toBe(0);
  });

  it('is not judged by an exceptions file that is malformed', async () => {
    const approved = [{ ...exception, expiresOn: 'never' }];
    const { status, terminal, folder } = await scan(
      { 'approved.json': approved },
      '--exceptions',
      'approved.json',
    );
    expect(status).toBe(2);
    expect(terminal.written()).toBe('');
    expect(terminal.complaints).toEqual([
      `${join(folder, 'approved.json')}: [0].expiresOn: must be a day as YYYY-MM-DD`,
    ]);
  });
});

describe('a scan', () => {
  it('carries the time that it was asked to judge by', async () => {
    const { terminal } = await scan({}, '--format', 'json', '--at', '2027-01-31T14:00:00+02:00');
    expect(JSON.parse(terminal.written())).toMatchObject({ scannedAt: '2027-01-31T12:00:00.000Z' });
  });

  it('gives the same bytes for the same input', async () => {
    const first = await scan({}, '--format', 'json');
    const second = await scan({}, '--format', 'json');
    expect(second.terminal.written()).toBe(first.terminal.written());
  });
});
