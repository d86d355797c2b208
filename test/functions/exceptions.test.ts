import { describe, expect, it } from 'vitest';
import { minute, tenantId } from '../application/examples.ts';
import { ada, bo, roomOne, rooms, roomTwo } from '../core/exceptions/register-examples.ts';
import type { Answer } from './answers.ts';
import { proposal, registerUnderTest, stranger, tenant } from './register-under-test.ts';

const problems = (answer: Answer) =>
  (answer.json() as { errors: { member: string; message: string }[] }).errors;

describe('POST /api/exceptions/{tenantId}', () => {
  it('answers 201 with the proposal, the members that the group has now, and its address', async () => {
    const { post } = registerUnderTest();

    const answer = await post('ada', tenant, proposal);

    expect(answer.status).toBe(201);
    const { id } = answer.json() as { id: string };
    expect(answer.headers.get('location')).toBe(`/api/exceptions/${tenant}/${id}`);
    expect(answer.json()).toEqual({
      tenantId: tenant,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      exception: { ...proposal, membersAtApproval: [roomOne, roomTwo] },
      displayNames: {
        [rooms]: 'Room accounts',
        [roomOne]: `Name of ${roomOne}`,
        [roomTwo]: `Name of ${roomTwo}`,
        [ada.objectId]: 'Ada',
      },
      contentHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      proposed: { by: ada, at: minute(0) },
      state: { status: 'proposed' },
    });
  });

  it('asks the approvers, once', async () => {
    const { propose, notificationQueue } = registerUnderTest();

    const { id } = await propose();
    await propose();

    expect(new Set(notificationQueue.keys())).toEqual(new Set([`exceptionProposed|${id}`]));
    expect(notificationQueue.notifications[0]).toMatchObject({
      audience: 'approvers',
      title: 'An exception for the group Room accounts is proposed',
      path: `/api/exceptions/${tenant}/${id}`,
    });
  });

  it('answers 200 with what stands when it is sent twice, also at the same moment', async () => {
    const { post, get } = registerUnderTest();

    const answers = await Promise.all([1, 2, 3].map(() => post('ada', tenant, proposal)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.json()))).size).toBe(1);
    expect((await get('cy')).json()).toMatchObject({ items: [expect.anything()] });
  });

  it('takes the same again as new once it has ended, or once the group has changed', async () => {
    const { post, propose, setMembers } = registerUnderTest();
    const first = await propose();
    await post('ada', `${tenant}/${first.id}/withdraw`, {});

    const second = await propose();
    setMembers(roomOne);
    const third = await propose();

    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });

  it('keeps ids in lower case and each once', async () => {
    const { post } = registerUnderTest();
    const app = 'ABCDEF00-0000-4000-8000-000000000001';

    const answer = await post('ada', tenant, {
      ...proposal,
      principalId: rooms.toUpperCase(),
      owner: ada.objectId.toUpperCase(),
      controls: ['2.2.3', '2.2.3'],
      resources: [app, app.toLowerCase(), 'Office365'],
    });

    expect(answer.json()).toMatchObject({
      exception: {
        principalId: rooms,
        owner: ada.objectId,
        controls: ['2.2.3'],
        resources: [app.toLowerCase(), 'Office365'],
      },
    });
  });

  it.each([
    [['device-code-flow-blocked'], ['2.2.3']],
    [['6.2.3', 'MS.AAD.3.9V1', '2.2.3'], ['2.2.3']],
    [
      ['2.2.5', 'IA-2(2)'],
      ['2.2.5', '2.2.4', '2.2.6'],
    ],
  ])(
    'names each control that %j stand for, so that whoever confirms reads them all',
    async (controls, ids) => {
      const { post } = registerUnderTest();

      const answer = await post('ada', tenant, { ...proposal, controls });

      expect(answer.json()).toMatchObject({ exception: { controls: ids } });
    },
  );

  it.each<[string, object, string, RegExp]>([
    ['a day that is over', { expiresOn: '2026-11-01' }, 'expiresOn', /is over already/],
    ['a day in 366 days', { expiresOn: '2027-11-03' }, 'expiresOn', /2027-11-02 is the last day/],
    ['a day that no calendar has', { expiresOn: '2027-02-30' }, 'expiresOn', /must be a day/],
    ['a control that nobody knows', { controls: ['2.2.3', '9.9.9'] }, 'controls[1]', /"9.9.9"/],
    ['no control', { controls: [] }, 'controls', /must name a control/],
    ['a resource that is no app', { resources: ['Outlook'] }, 'resources[0]', /an app id/],
    ['no resource at all', { resources: [] }, 'resources', /leave it out/],
    ['a principal that is no GUID', { principalId: "x' or 1 eq 1" }, 'principalId', /GUID/],
    ['a group that there is not', { principalId: stranger }, 'principalId', /no group of the tenant/],
    ['a user who is none', { kind: 'user' }, 'principalId', /no user of the tenant/],
    ['a role', { kind: 'role' }, 'kind', /"user" or "group"/],
    ['an owner who is not there', { owner: stranger }, 'owner', /no user of the tenant/],
    ['a renewal of nothing', { replaces: stranger }, 'replaces', /no exception of this tenant/],
    ['a blank reason', { reason: '  ' }, 'reason', /must not be empty/],
    ['a reason of two lines', { reason: 'a\nb' }, 'reason', /control characters/],
    ['a ticket that breaks the line', { ticket: 'a\u2028b' }, 'ticket', /control characters/],
    ['a reason that turns its direction', { reason: 'a\u202eb' }, 'reason', /control characters/],
    ['half a character', { reason: '\ud800' }, 'reason', /well-formed/],
    ['a reason that is too long', { reason: 'x'.repeat(1_001) }, 'reason', /1000 characters/],
    ['a ticket that is a number', { ticket: 7 }, 'ticket', /must be a string/],
    ['too many resources', { resources: Array.from({ length: 101 }, () => rooms) }, 'resources', /100 ids/],
    ['members of its own', { membersAtApproval: [roomOne] }, 'membersAtApproval', /not known/],
    ['who is to have confirmed it', { state: { status: 'confirmed' } }, 'state', /not known/],
  ])('refuses %s, names the member, and keeps nothing', async (_what, changes, member, message) => {
    const { post, get, notificationQueue } = registerUnderTest();

    const answer = await post('ada', tenant, { ...proposal, ...changes });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problems(answer)).toContainEqual({ member, message: expect.stringMatching(message) });
    expect((await get('cy')).json()).toEqual({ items: [] });
    expect(notificationQueue.notifications).toEqual([]);
  });

  it.each(['kind', 'principalId', 'controls', 'reason', 'owner', 'ticket', 'expiresOn'])(
    'refuses a proposal without its %s',
    async (member) => {
      const { post } = registerUnderTest();

      const answer = await post('ada', tenant, { ...proposal, [member]: undefined });

      expect(problems(answer).map((problem) => problem.member)).toEqual([member]);
    },
  );

  it('refuses a group that no user is in, and an owner who is disabled', async () => {
    const { post, setMembers, principalReader } = registerUnderTest();
    setMembers();
    principalReader.users.set(ada.objectId, { displayName: 'Ada', accountEnabled: false });

    const answer = await post('ada', tenant, proposal);

    expect(problems(answer).map(({ member }) => member)).toEqual(['principalId', 'owner']);
  });

  it('knows no tenant but those that are looked after', async () => {
    const { post } = registerUnderTest();

    expect((await post('ada', tenantId(9), proposal)).status).toBe(404);
  });
});

describe('Four eyes', () => {
  it('confirm: one proposes, and another who names what they saw confirms', async () => {
    const { propose, post, get, at } = registerUnderTest();
    const { id, contentHash } = await propose();

    const answer = await post('bo', `${tenant}/${id}/confirm`, { contentHash });

    expect(answer.status).toBe(200);
    const confirmed = { status: 'confirmed', confirmed: { by: bo, at } };
    expect(answer.json()).toMatchObject({ id, state: confirmed });
    expect((await get('cy', `${tenant}/${id}`)).json()).toEqual(answer.json());
    expect((await get('cy', `${tenant}/${id}/history`)).json()).toEqual({
      items: [
        { step: 'proposed', by: ada, at, contentHash },
        { step: 'confirmed', by: bo, at, contentHash },
      ],
    });
  });

  it.each(['confirm', 'reject'])('are not those of one person: they cannot %s', async (step) => {
    const { propose, post, get } = registerUnderTest();
    const { id, contentHash } = await propose();

    const answer = await post('ada', `${tenant}/${id}/${step}`, step === 'confirm' ? { contentHash } : {});

    expect(answer.status).toBe(403);
    expect((await get('cy', `${tenant}/${id}`)).json()).toMatchObject({ state: { status: 'proposed' } });
  });

  it.each(['', '/confirm', '/reject', '/withdraw'])(
    'are those of people: an application is refused (%s)',
    async (step) => {
      const { propose, post, get } = registerUnderTest();
      const { id, contentHash } = await propose();
      const [path, body] = step === '' ? [tenant, proposal] : [`${tenant}/${id}${step}`, {}];

      const answer = await post('pipeline', path, step === '/confirm' ? { contentHash } : body);

      expect(answer.status).toBe(403);
      expect((await get('pipeline', `${tenant}/${id}`)).json()).toMatchObject({
        state: { status: 'proposed' },
      });
    },
  );

  it.each(['', '/confirm', '/reject', '/withdraw'])('need the role (%s)', async (step) => {
    const { propose, post } = registerUnderTest();
    const { id } = await propose();

    const answer = await post('cy', step === '' ? tenant : `${tenant}/${id}${step}`, proposal);

    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('Exceptions.Write') });
  });

  it('are not asked twice: a decision that is sent again changes nothing', async () => {
    const { propose, post, get } = registerUnderTest();
    const { id, contentHash } = await propose();

    const [first, second] = [
      await post('bo', `${tenant}/${id}/confirm`, { contentHash }),
      await post('bo', `${tenant}/${id}/confirm`, { contentHash }),
    ];

    expect(second.status).toBe(200);
    expect(second.json()).toEqual(first.json());
    expect((await get('cy', `${tenant}/${id}/history`)).json()).toMatchObject({
      items: [expect.anything(), expect.anything()],
    });
  });
});

it('Of two decisions at the same moment one counts, and the other is answered 409', async () => {
  const { propose, post, get } = registerUnderTest();
  const { id, contentHash } = await propose();

  const answers = await Promise.all([
    post('bo', `${tenant}/${id}/confirm`, { contentHash }),
    post('ada', `${tenant}/${id}/withdraw`, {}),
  ]);

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const counted = answers.find(({ status }) => status === 200);
  expect((await get('cy', `${tenant}/${id}`)).json()).toEqual(counted?.json());
});

describe('What was not seen is not confirmed', () => {
  it.each([
    ['another content', `sha256:${'0'.repeat(64)}`, 409],
    ['no hash', 'latest', 400],
    ['nothing', undefined, 400],
  ])('where the request names %s', async (_what, contentHash, status) => {
    const { propose, post, get } = registerUnderTest();
    const { id } = await propose();

    expect((await post('bo', `${tenant}/${id}/confirm`, { contentHash })).status).toBe(status);
    expect((await get('cy', `${tenant}/${id}`)).json()).toMatchObject({ state: { status: 'proposed' } });
  });

  it('where the group has changed since: 409 with who joined and who left', async () => {
    const { propose, post, setMembers } = registerUnderTest();
    const { id, contentHash } = await propose();
    setMembers(roomOne, stranger);

    const answer = await post('bo', `${tenant}/${id}/confirm`, { contentHash });

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({
      detail: expect.stringContaining(
        `1 member joined (Name of ${stranger}); 1 member left (Name of ${roomTwo})`,
      ),
    });
  });

  it('where the group is gone', async () => {
    const { propose, post, principalReader } = registerUnderTest();
    const { id, contentHash } = await propose();
    principalReader.groups.clear();

    expect((await post('bo', `${tenant}/${id}/confirm`, { contentHash })).status).toBe(409);
  });

  it('where its last day is over', async () => {
    const self = registerUnderTest();
    const { id, contentHash } = await self.propose();
    self.at = '2027-02-01T00:00:00.000Z';

    expect((await self.post('bo', `${tenant}/${id}/confirm`, { contentHash })).status).toBe(409);
  });
});

describe('The end of an exception', () => {
  it('is a rejection by another, with a reason', async () => {
    const { propose, post, at } = registerUnderTest();
    const { id, contentHash } = await propose();

    const answer = await post('bo', `${tenant}/${id}/reject`, { reason: 'Use a resource account' });

    const ending = { kind: 'rejected', by: bo, at, reason: 'Use a resource account' };
    expect(answer.json()).toMatchObject({ state: { status: 'ended', ending } });
    expect((await post('bo', `${tenant}/${id}/confirm`, { contentHash })).status).toBe(409);
  });

  it('is a withdrawal by one person alone, after which nothing more is decided', async () => {
    const { propose, post, get } = registerUnderTest();
    const { id, contentHash } = await propose();
    await post('bo', `${tenant}/${id}/confirm`, { contentHash });

    expect((await post('ada', `${tenant}/${id}/withdraw`)).status).toBe(200);

    expect((await post('ada', `${tenant}/${id}/withdraw`)).status).toBe(200);
    expect((await post('bo', `${tenant}/${id}/withdraw`)).status).toBe(409);
    expect((await post('bo', `${tenant}/${id}/reject`)).status).toBe(409);
    expect((await get('cy', `${tenant}/export`)).json()).toEqual([]);
  });

  it('comes with a renewal, when that is confirmed', async () => {
    const { propose, post, get } = registerUnderTest();
    const old = await propose();
    await post('bo', `${tenant}/${old.id}/confirm`, { contentHash: old.contentHash });
    const renewal = await propose('ada', { expiresOn: '2027-06-30', replaces: old.id });
    expect((await get('cy', `${tenant}/${old.id}`)).json()).toMatchObject({ state: { status: 'confirmed' } });

    await post('bo', `${tenant}/${renewal.id}/confirm`, { contentHash: renewal.contentHash });

    expect((await get('cy', `${tenant}/${old.id}`)).json()).toMatchObject({
      state: { status: 'ended', ending: { kind: 'replaced', replacedBy: renewal.id } },
    });
    expect((await get('cy', `${tenant}/export`)).json()).toMatchObject([{ expiresOn: '2027-06-30' }]);
  });

  it('is final for a renewal too: what was withdrawn is not renewed, nor for another principal', async () => {
    const { propose, post } = registerUnderTest();
    const standing = await propose();
    const ofUser = { kind: 'user', principalId: roomOne, replaces: standing.id };

    expect(problems(await post('ada', tenant, { ...proposal, ...ofUser }))).toEqual([
      { member: 'replaces', message: 'is an exception for another principal' },
    ]);
    await post('ada', `${tenant}/${standing.id}/withdraw`);
    expect(problems(await post('ada', tenant, { ...proposal, replaces: standing.id }))).toMatchObject([
      { member: 'replaces', message: expect.stringContaining('withdrawn') },
    ]);
  });

  it('by a decision is the end of its renewals that wait: one withdrawn since, or renewed otherwise', async () => {
    const { propose, post, get } = registerUnderTest();
    const old = await propose();
    await post('bo', `${tenant}/${old.id}/confirm`, { contentHash: old.contentHash });
    const renewal = await propose('ada', { expiresOn: '2027-06-30', replaces: old.id });
    const longer = await propose('ada', { expiresOn: '2027-07-31', replaces: old.id });
    await post('bo', `${tenant}/${renewal.id}/confirm`, { contentHash: renewal.contentHash });
    const another = await propose('ada', { expiresOn: '2027-08-31', replaces: renewal.id });
    await post('ada', `${tenant}/${renewal.id}/withdraw`, {});

    for (const { id, contentHash } of [longer, another]) {
      expect((await post('bo', `${tenant}/${id}/confirm`, { contentHash })).status).toBe(409);
    }
    expect((await get('cy', `${tenant}/export`)).json()).toEqual([]);
  });

  it('by time is no hindrance to a renewal that was proposed before', async () => {
    const self = registerUnderTest();
    const old = await self.propose();
    await self.post('bo', `${tenant}/${old.id}/confirm`, { contentHash: old.contentHash });
    const renewal = await self.propose('ada', { expiresOn: '2027-06-30', replaces: old.id });
    self.at = '2027-02-01T00:00:00.000Z';

    const { contentHash } = renewal;
    expect((await self.post('bo', `${tenant}/${renewal.id}/confirm`, { contentHash })).status).toBe(200);
  });

  it('comes with time, and is seen at once', async () => {
    const self = registerUnderTest();
    const { id, contentHash } = await self.propose();
    await self.post('bo', `${tenant}/${id}/confirm`, { contentHash });
    self.at = '2027-02-01T00:00:00.000Z';

    const ended = { state: { status: 'ended', ending: { kind: 'expired' } } };
    expect((await self.get('cy', `${tenant}/${id}`)).json()).toMatchObject(ended);
    expect((await self.get('cy', tenant, { status: 'ended' })).json()).toMatchObject({ items: [ended] });
    expect((await self.get('cy', tenant, { status: 'confirmed' })).json()).toEqual({ items: [] });
    expect((await self.get('cy', `${tenant}/export`)).json()).toEqual([]);
    expect((await self.post('ada', `${tenant}/${id}/withdraw`)).status).toBe(409);
  });
});

describe('GET /api/exceptions/{tenantId}', () => {
  it('pages through the exceptions without their members', async () => {
    const { propose, get } = registerUnderTest();
    await propose();
    await propose('bo');

    const first = (await get('cy', tenant, { size: '1' })).json() as {
      continuation: string;
      items: object[];
    };
    const second = (await get('cy', tenant, { size: '1', continuation: first.continuation })).json();

    expect(first.items).toMatchObject([{ memberCount: 2, displayNames: { [rooms]: 'Room accounts' } }]);
    expect(JSON.stringify(first)).not.toContain(roomTwo);
    expect(second).toMatchObject({ items: [{ memberCount: 2 }] });
    expect(second).not.toEqual(first);
  });

  it('exports those that hold in the form of an exceptions file', async () => {
    const { propose, post, get } = registerUnderTest();
    const { id, contentHash } = await propose();
    await propose('bo', { kind: 'user', principalId: roomOne });
    await post('bo', `${tenant}/${id}/confirm`, { contentHash });

    expect((await get('cy', `${tenant}/export`)).json()).toEqual([
      { ...proposal, membersAtApproval: [roomOne, roomTwo] },
    ]);
  });

  it.each([
    ['a status that there is not', { status: 'open' }, 'status'],
    ['a continuation of another list', { continuation: 'bm90LW91cnM' }, 'continuation'],
    ['a member that it does not know', { state: 'proposed' }, 'state'],
  ])('refuses %s', async (_what, query, member) => {
    const { get } = registerUnderTest();

    const answer = await get('cy', tenant, query);

    expect(answer.status).toBe(400);
    expect(problems(answer)).toMatchObject([{ member }]);
  });

  it.each([
    ['no such exception', `${tenant}/${stranger}`],
    ['no such history', `${tenant}/${stranger}/history`],
    ['another tenant', tenantId(9)],
    ['an id with a quote', `${tenant}/'%20or%201%20eq%201`],
    ['an id that climbs', `${tenant}/..%2F${tenant}`],
    ['an id with a null', `${tenant}/%00`],
    ['a key of the table', `${tenant}/exception%7C${stranger}`],
    ['a tenant with a filter', `${tenant}'%20or%20PartitionKey%20ne%20'`],
    ['digits that are no ASCII', `${tenant}/${'٣'.repeat(8)}-0000-4000-8000-000000000009`],
  ])('finds nothing under %s', async (_what, path) => {
    const self = registerUnderTest();
    await self.propose();

    const [read, decided] = [await self.get('ada', path), await self.post('bo', `${path}/withdraw`, {})];

    expect(read.status).toBe(404);
    expect([404, 405]).toContain(decided.status);
    expect((await self.get('cy')).json()).toMatchObject({ items: [{ state: { status: 'proposed' } }] });
  });
});
