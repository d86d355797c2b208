import { beforeEach, describe, expect, it } from 'vitest';
import { results } from '../../functions/results.ts';
import { minute, scanId, tenantId } from '../application/examples.ts';
import { answerOf } from './answers.ts';
import { type AppUnderTest, appUnderTest, request } from './app-under-test.ts';

const tenant = tenantId(1);
const users = [
  { id: '1', displayName: 'Zoë, "Z"', userPrincipalName: 'zoe@example.com' },
  { id: '2', displayName: '=cmd', userPrincipalName: null },
  { id: '3', displayName: 'Ada', userPrincipalName: 'ada@example.com' },
];
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

let underTest: AppUnderTest;
let people: readonly object[];
let scans = 0;

beforeEach(() => {
  underTest = appUnderTest({
    readTenant: async () => ({
      tenantId: tenant,
      policies: [],
      users: people,
      groups: [],
      roleAssignments: [],
    }),
    emergencyAccess: ['3'],
  });
  people = users;
  scans = 0;
});

/** Nothing blocks the device code flow: one gap with everybody, and one that emergency access keeps open. */
async function scan() {
  scans += 1;
  const requestedAt = minute(scans);
  const message = { version: 1, tenantId: tenant, scanId: scanId(scans), requestedAt, trigger: 'schedule' };
  await underTest.app.runScan(
    { queue: 'scans', messageId: 'm', insertedAt: requestedAt, message, attempt: 1 },
    quiet,
  );
}

function blockFor(included: object) {
  return {
    id: 'p1',
    displayName: 'Block',
    state: 'enabled',
    conditions: {
      users: included,
      applications: { includeApplications: ['All'] },
      clientAppTypes: ['all'],
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  };
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const url = `results/${tenant}/controls/2.2.3/${path}`;
  return answerOf(results(underTest.app), request(url, { headers, method }));
}

describe('the users of a gap', () => {
  it('are all there, with the scan and the gap that they belong to', async () => {
    await scan();

    const answer = await get('gaps/1/users');

    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.json()).toEqual({
      tenantId: tenant,
      scanId: scanId(1),
      scannedAt: minute(0),
      control: 'device-code-flow-blocked',
      gap: 1,
      description: expect.stringContaining('can use the device code flow'),
      count: 2,
      users: users.slice(0, 2),
    });
  });

  it('of an excepted gap are listed too', async () => {
    await scan();

    expect((await get('excepted/1/users')).json()).toMatchObject({ count: 1, users: [users[2]] });
  });

  it.each([
    ['format=csv', {}],
    ['', { accept: 'text/csv' }],
  ])('are a table for %s %j, whose cells no spreadsheet runs', async (query, headers) => {
    await scan();

    const answer = await get(`gaps/1/users?${query}`, headers);

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [header, first, second, ...rest] = new TextDecoder().decode(answer.bytes).split('\r\n');
    expect(header).toBe('control,gap,description,id,displayName,userPrincipalName');
    expect(first).toMatch(/^device-code-flow-blocked,1,.*,1,"Zoë, ""Z""",zoe@example.com$/);
    expect(second).toMatch(/,2,'=cmd,$/);
    expect(rest).toEqual(['']);
  });

  it('stay those of their scan while a new scan ends', async () => {
    await scan();
    people = [{ id: '9', displayName: 'New' }];
    const results1 = await underTest.app.results();
    const before = await results1.users(tenant, '2.2.3', { among: 'gaps', gap: 1 });

    await scan();

    const read: unknown[] = [];
    for await (const batch of before.users) read.push(...batch);
    expect(read).toEqual(users.slice(0, 2));
    expect((await get('gaps/1/users')).json()).toMatchObject({ scanId: scanId(2), users: [{ id: '9' }] });
  });

  it('are refused where the caller read the result of a scan that is no longer the newest', async () => {
    await scan();
    await scan();

    const answer = await get(`gaps/1/users?scanId=${scanId(1)}`);

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining(scanId(2)) });
    expect((await get(`gaps/1/users?scanId=${scanId(2)}`)).status).toBe(200);
  });

  it('are not sent again to who has them, nor with an answer to HEAD', async () => {
    await scan();
    const etag = (await get('gaps/1/users')).headers.get('etag') ?? '';

    expect(await get('gaps/1/users', { 'if-none-match': etag })).toMatchObject({ status: 304 });
    expect((await get('gaps/1/users?format=csv', { 'if-none-match': etag })).status).toBe(200);
    expect(await get('gaps/1/users', {}, 'HEAD')).toMatchObject({ status: 200, bytes: new Uint8Array() });
  });

  it.each([
    'gaps/99/users',
    'gaps/0/users',
    'gaps/1.0/users',
    'gaps/x/users',
    'gaps/1',
    'gaps',
    'excepted/9/users',
  ])('are not found at %s', async (path) => {
    await scan();

    expect((await get(path)).status).toBe(404);
  });

  it.each(['format=xml', 'format=', 'scanId=1', 'size=3'])('are not listed for ?%s', async (query) => {
    await scan();

    expect((await get(`gaps/1/users?${query}`)).status).toBe(400);
  });

  it('are said not to be there where the scan that kept the result kept none', async () => {
    await scan();
    const record = await underTest.resultStore.latestOf(tenant, 'device-code-flow-blocked');
    const { users: _, ...older } = record ?? expect.fail();
    underTest.resultStore.latestOf = async () => older;

    const answer = await get('gaps/1/users');

    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('The next one does') });
  });

  it.each(['', '?format=csv'])(
    'are never taken for nobody where the users could not be read%s',
    async (query) => {
      underTest = appUnderTest({ readTenant: async () => ({ tenantId: tenant, policies: [] }) });
      await scan();

      const answer = await get(`gaps/1/users${query}`);

      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({ detail: expect.stringContaining('not known') });
    },
  );

  it('are never taken for nobody where it is undecided who is in the gap', async () => {
    underTest = appUnderTest({
      readTenant: async () => ({
        tenantId: tenant,
        users,
        policies: [blockFor({ includeUsers: ['All'], excludeGroups: ['g1'] })],
        unread: [{ kind: 'group', id: 'g1', why: 'HTTP 403' }],
      }),
    });
    await scan();

    const answer = await get('gaps/1/users?format=csv');

    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('undecided') });
  });

  it('are said not to be kept where a control named too many', async () => {
    await scan();
    const record = await underTest.resultStore.latestOf(tenant, 'device-code-flow-blocked');
    const full = { ...(record ?? expect.fail()), users: { gaps: [null], excepted: [] } };
    underTest.resultStore.latestOf = async () => full;

    const answer = await get('gaps/1/users');

    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('--list-users') });
  });

  it('are no part of the result itself', async () => {
    await scan();

    const url = `results/${tenant}/controls/2.2.3`;
    const answer = await answerOf(results(underTest.app), request(url));

    expect(answer.json()).not.toHaveProperty('users');
  });
});
