import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { whyCommand } from '../../shared/command-line/why-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';

const tenant = fileURLToPath(new URL('../../examples/tenant.json', import.meta.url));
const chiara = ['--from', tenant, '--user', 'Chiara.Novak@tenant.example', '--resource', 'Microsoft Graph'];
const deviceCode = [...chiara, '--flow', 'deviceCodeFlow'];
const releaseEngineers = '5c9e7a12-4f38-4d06-b1a7-9e0c2f6d8b43';

async function why(...words: readonly string[]) {
  const terminal = inMemoryTerminal();
  const status = await whyCommand(words, terminal);
  return { status, written: terminal.written(), complaints: terminal.complaints };
}

describe('why', () => {
  test.each([
    [1, 'a sign-in that is stopped', deviceCode],
    [0, 'one that nothing stops', chiara],
    [3, 'one that depends on what is not known', [...deviceCode.with(1, exampleOf('unread'))]],
  ])('ends with %i for %s', async (expected, _, words) => {
    const { status, complaints } = await why(...words);

    expect([status, complaints]).toEqual([expected, []]);
  });

  test('answers in at most 80 columns, but for commands and addresses', async () => {
    const { written } = await why(...deviceCode, '--client', 'AzPowerShell');

    const long = written.split('\n').filter((line) => line.length > 80);
    expect(long.filter((line) => !/^ *(https:|Connect-AzAccount )/.test(line))).toEqual([]);
  });

  test('names the policy, the error, what works instead and the gap that an exclusion would open', async () => {
    const { written } = await why(...deviceCode, '--client', 'AzureCLI');

    expect(written).toContain('STOPPED with AADSTS53003');
    expect(written).toContain('"Block device code flow" stops it (AADSTS53003).');
    expect(written).toContain('az login --tenant TENANT');
    expect(written.replaceAll(/\s+/g, ' ')).toContain(
      '2.2.3: Chiara Novak can use the device code flow for any app, from anywhere, because now "Block device code flow" excludes this user.',
    );
  });

  test('tells what would open for a whole group', async () => {
    const asha = deviceCode.with(3, 'asha.lindqvist@tenant.example');

    const { written } = await why(...asha, '--exclude-group', releaseEngineers, '--format', 'json');

    expect(JSON.parse(written)).toMatchObject({ outcome: 'notStopped', exclusion: null });
  });

  test('keeps the time that it was asked for', async () => {
    const { written } = await why(...deviceCode, '--at', '2027-01-31', '--format', 'json');

    expect(JSON.parse(written)).toMatchObject({
      explainedAt: '2027-01-31T00:00:00.000Z',
      inputHash: expect.stringMatching(/^sha256:[\da-f]{64}$/),
      clients: expect.arrayContaining([expect.objectContaining({ key: 'TeamsRooms' })]),
    });
  });

  test('explains an error by itself', async () => {
    const { status, written } = await why('--code', 'AADSTS53000', '--client', 'BuildAgent');

    expect(status).toBe(0);
    expect(written).toContain('DeviceNotCompliant');
    expect(written).toContain('azure/login@v2');
  });

  test.each<[string, readonly string[]]>([
    ['--from: is missing: name a file or a folder', deviceCode.slice(2)],
    [
      '--user: is missing: give an object id or a user principal name',
      ['--from', tenant, '--resource', 'azure'],
    ],
    ['--resource: is missing: give an app id or a name', deviceCode.slice(0, 4)],
    ['--user: nobody in the tenant is called "nobody@x"', deviceCode.with(3, 'nobody@x')],
    ['--resource: names no app that is known here: give its app id', deviceCode.with(5, 'nothing')],
    ['--flow: must be one of none, deviceCodeFlow, authenticationTransfer', deviceCode.with(7, 'other')],
    ['--client: names no client that is known here: give its app id', [...deviceCode, '--client', 'nobody']],
    ['--device: must be JSON, attribute=value, or none', [...chiara, '--device', 'compliant']],
    ['--device: is no valid JSON', [...chiara, '--device', '{']],
    ['--exclude-group: the tenant has no group x', [...deviceCode, '--exclude-group', 'x']],
    ['--code: there is no advice for "1"', ['--code', '1']],
    ['--code: cannot be used together with --user', ['--code', '53003', '--user', 'x']],
    ['--client: there is no advice for "x"', ['--code', '53003', '--client', 'x']],
    ["Unknown option '--nobody' (--help shows the options)", ['--nobody', '1']],
  ])('complains in one line: %s', async (complaint, words) => {
    expect(await why(...words)).toEqual({ status: 2, written: '', complaints: [complaint] });
  });
});

function exampleOf(name: string): string {
  return fileURLToPath(new URL(`./why/${name}.json`, import.meta.url));
}
