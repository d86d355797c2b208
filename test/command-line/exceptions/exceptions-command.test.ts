import { describe, expect, it } from 'vitest';
import { readExceptions } from '../../../shared/application/exceptions-file.ts';
import { problemError } from '../../../shared/command-line/api/problem-error.ts';
import { exceptionsCommand } from '../../../shared/command-line/exceptions/exceptions-command.ts';
import { TransientError } from '../../../shared/core/errors.ts';
import { ada, roomOne, rooms } from '../../core/exceptions/register-examples.ts';
import type { Answer } from '../../functions/answers.ts';
import {
  type CallerName,
  type RegisterUnderTest,
  registerUnderTest,
  stranger,
  tenant,
} from '../../functions/register-under-test.ts';
import { inMemoryTerminal } from '../in-memory-terminal.ts';

/** Runs the command as that person, against the register. */
async function run(register: RegisterUnderTest, by: CallerName, ...words: readonly string[]) {
  const terminal = inMemoryTerminal();
  const below = (path: string) => path.replace(/^exceptions\//, '');
  const read = (answer: Answer): unknown => {
    if (answer.status >= 400) throw problemError(answer.status, new TextDecoder().decode(answer.bytes));
    return answer.json();
  };
  const api = {
    get: async (path: string, query: Readonly<Record<string, string | number | undefined>> = {}) => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined);
      const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
      return read(await register.get(by, below(path), texts));
    },
    post: async (path: string, body?: unknown) => read(await register.post(by, below(path), body)),
  };
  const status = await exceptionsCommand(words, {
    terminal,
    environment: { GATEPROOF_TENANT_ID: tenant },
    openApi: () => api,
  });
  return { status, written: terminal.written(), complaints: terminal.complaints };
}

const proposing = [
  'propose',
  ...['--kind', 'group', '--principal', rooms, '--control', '2.2.3', '--owner', ada.objectId],
  ...['--reason', 'Meeting rooms', '--ticket', 'CHG-1', '--expires-on', '2027-01-31'],
];
const idIn = (text: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\n$)/.exec(text)?.[0] ?? '';

describe('npm run --silent exceptions', () => {
  it('proposes, shows to another what is proposed, and confirms it as it was shown', async () => {
    const register = registerUnderTest();

    const proposed = await run(register, 'ada', ...proposing);
    const id = idIn(proposed.written);
    const shown = await run(register, 'bo', 'show', '--id', id);
    const contentHash = /sha256:[0-9a-f]{64}/.exec(shown.written)?.[0] ?? '';
    const confirmed = await run(register, 'bo', 'confirm', '--id', id, '--content-hash', contentHash);

    expect(proposed.written).toContain('The exception for the group Room accounts (2 members) is proposed');
    expect(shown.written).toContain(`Members\n  ${roomOne}  Name of`);
    expect(shown.written).toMatch(/History\n {2}2026-11-02 06:00 UTC proposed by Ada/);
    expect(confirmed).toMatchObject({ status: 0, complaints: [] });
    expect(confirmed.written).toContain('is confirmed, with\n2027-01-31 as its last day.');
  });

  it('lists the exceptions of every page in 80 columns', async () => {
    const register = registerUnderTest();
    await run(register, 'ada', ...proposing);
    await run(register, 'bo', ...proposing);

    const { written, status } = await run(register, 'cy', 'list', '--status', 'proposed');

    expect(status).toBe(0);
    expect(
      written.match(/^proposed {3}2027-01-31 {2}the group Room accounts \(2 members\): 2.2.3, CHG-1$/gm),
    ).toHaveLength(2);
    expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect((await run(register, 'cy', 'list', '--status', 'ended')).written).toBe(
      'There are no such exceptions.\n',
    );
  });

  it('exports what holds as the file that the scan reads', async () => {
    const register = registerUnderTest();
    const { id, contentHash } = await register.propose();
    await register.post('bo', `${tenant}/${id}/confirm`, { contentHash });

    const { written } = await run(register, 'cy', 'export');

    expect(readExceptions(JSON.parse(written))).toMatchObject([{ kind: 'group', principalId: rooms }]);
  });

  it.each(['reject', 'withdraw'])('says why, to %s one', async (step) => {
    const register = registerUnderTest();
    const { id } = await register.propose();

    const { status, written } = await run(register, 'bo', step, '--id', id, '--reason', 'Not needed');

    expect({ status, id: idIn(written) }).toEqual({ status: 0, id });
    const shown = await run(register, 'cy', 'show', '--id', id, '--format', 'json');
    expect(JSON.parse(shown.written)).toMatchObject({ history: [{}, { reason: 'Not needed' }] });
  });

  it('answers JSON for other programs', async () => {
    const register = registerUnderTest();
    const { id } = await register.propose();

    const { written } = await run(register, 'cy', 'show', '--id', id, '--format', 'json');

    expect(JSON.parse(written)).toMatchObject({ id, history: [{ step: 'proposed' }] });
  });

  it.each<[string, CallerName, readonly string[], string]>([
    ['what the API does not know', 'cy', ['show', '--id', stranger], 'no exception with this id'],
    ['what the caller may not', 'cy', proposing, 'Exceptions.Write'],
    [
      'what is wrong in a proposal',
      'ada',
      [...proposing.slice(0, -1), '2026-01-01'],
      'expiresOn: is over already',
    ],
  ])('tells %s, with exit status 1', async (_what, by, words, complaint) => {
    const { status, complaints, written } = await run(registerUnderTest(), by, ...words);

    expect(status).toBe(1);
    expect(complaints).toEqual([expect.stringContaining(complaint)]);
    expect(written).toBe('');
  });

  it.each<[string, readonly string[], string]>([
    ['no command', [], 'a command is missing (--help shows them)'],
    ['an unknown command', ['approve'], 'there is no command approve (--help shows them)'],
    ['two commands', ['list', 'export'], 'one command at a time: leave out export'],
    ['an unknown option', ['list', '--all'], "Unknown option '--all'"],
    ['an option of another command', ['list', '--id', stranger], '--id: is not known: leave it out'],
    ['no id', ['show'], '--id: is missing'],
    ['an id that climbs', ['show', '--id', '../../health'], '--id: must be a GUID'],
    ['a tenant that is no id', ['list', '--tenant', 'contoso'], '--tenant: must be a tenant id (a GUID)'],
    ['no content hash', ['confirm', '--id', stranger], '--content-hash: is missing'],
    ['half a proposal', ['propose', '--kind', 'user'], '--principal: is missing'],
  ])('refuses %s without asking the API, with exit status 2', async (_what, words, complaint) => {
    const terminal = inMemoryTerminal();

    const status = await exceptionsCommand(words, {
      terminal,
      environment: { GATEPROOF_TENANT_ID: tenant },
      openApi: () => {
        throw new Error('The API was asked.');
      },
    });

    expect(status).toBe(2);
    expect(terminal.complaints).toEqual([expect.stringContaining(complaint)]);
  });

  it('says that it can be tried again where the API does not answer, with exit status 3', async () => {
    const terminal = inMemoryTerminal();
    const get = async () => {
      throw new TransientError('https://gateproof.example.com does not answer.');
    };

    const status = await exceptionsCommand(['list', '--tenant', tenant], {
      terminal,
      environment: {},
      openApi: () => ({ get, post: get }),
    });

    expect(status).toBe(3);
  });

  it('shows its options in 80 columns', async () => {
    const { written, status } = await run(registerUnderTest(), 'cy', '--help');

    expect(status).toBe(0);
    expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows no name that steers the terminal', async () => {
    const register = registerUnderTest();
    register.principalReader.groups.set(rooms, {
      displayName: 'Room\u001b[31m accounts',
      members: [{ id: roomOne, displayName: 'a\u202eb' }],
    });

    const { written } = await run(register, 'ada', ...proposing);
    const shown = await run(register, 'bo', 'show', '--id', idIn(written));

    expect(written + shown.written).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });
});
