import { describe, expect, it } from 'vitest';
import { InputError, TransientError } from '../../../shared/core/errors.ts';
import { described, exampleTenant, group, ids, policy, tenantId, user } from './example-tenant.ts';
import { forbidden, graphError, origin } from './fake-graph.ts';
import { arrangeReader } from './graph-reader-under-test.ts';

const policiesPath = '/identity/conditionalAccess/policies';
const usersPath = '/v1.0/users';
const named = (...excludeGroups: string[]) =>
  exampleTenant({ policies: [policy({ excludeGroups })], roleAssignments: [] });

describe('Reading a tenant from Graph', () => {
  it('follows every nextLink as it is', async () => {
    const { reader, graph } = arrangeReader();
    const nextLink = `${origin}/v1.0/users?$select=id&$skiptoken=a%3Db%26c%2B1%23d&$top=999`;
    graph.answerNext(
      usersPath,
      () => Response.json({ value: [{ id: ids.alex }], '@odata.nextLink': nextLink }),
      () => Response.json({ value: [], '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=last` }),
      () => Response.json({ value: [{ id: ids.billie }] }),
    );

    const snapshot = await reader.read(tenantId);

    expect(snapshot.users).toEqual([{ id: ids.alex }, { id: ids.billie }]);
    const followed = graph.requestsTo(usersPath)[1]?.url.search.slice(1).split('&');
    expect(followed?.toSorted()).toEqual(['$select=id', '$skiptoken=a%3Db%26c%2B1%23d', '$top=999']);
  });

  it('refuses a nextLink to another host and names the collection as unread', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(usersPath, () =>
      Response.json({ value: [], '@odata.nextLink': 'https://graph.microsoft.us/v1.0/users?$skiptoken=2' }),
    );

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([{ kind: 'users', why: expect.stringContaining('was not followed') }]);
    expect(graph.requests.every(({ url }) => url.origin === origin)).toBe(true);
  });

  it('ends where nextLinks lead in a circle', async () => {
    const { reader, graph } = arrangeReader();
    const page = (next: string) => () =>
      Response.json({ value: [], '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=${next}` });
    graph.answerNext(usersPath, page('2'), page('3'), page('2'));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([{ kind: 'users', why: expect.stringContaining('does not end') }]);
  });

  it('ends where there is always one more nextLink', async () => {
    const { reader, graph } = arrangeReader();
    let pages = 0;
    const nextPage = (): Response => {
      pages += 1;
      graph.answerNext(usersPath, nextPage);
      return Response.json({ value: [], '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=${pages}` });
    };
    graph.answerNext(usersPath, nextPage);

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([{ kind: 'users', why: expect.stringContaining('does not end') }]);
  });

  it.each([
    { what: 'no collection', answer: { users: [] } },
    { what: 'null', answer: null },
    { what: 'a value that is no list', answer: { value: { id: 'x' } } },
  ])('names users as unread where the answer is $what', async ({ answer }) => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(usersPath, () => Response.json(answer));

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('users');
    expect(snapshot.unread).toEqual([{ kind: 'users', why: expect.stringContaining('no collection') }]);
  });

  it('does not follow a redirect', async () => {
    const { reader, graph } = arrangeReader();
    const elsewhere = { location: 'https://elsewhere.example/users' };
    graph.answerNext(usersPath, () => new Response(null, { status: 302, headers: elsewhere }));

    const { unread } = await reader.read(tenantId);

    expect(unread).toEqual([{ kind: 'users', why: expect.stringContaining('HTTP 302') }]);
    expect(graph.requestsTo(usersPath).map(({ redirect }) => redirect)).toEqual(['manual']);
  });

  it('asks only for the properties that decide, in pages of 999', async () => {
    const { reader, graph } = arrangeReader();

    await reader.read(tenantId);

    const [users] = graph.requestsTo(usersPath);
    expect(users?.url.searchParams.get('$select')?.split(',')).toContain('accountEnabled');
    expect(users?.url.searchParams.get('$top')).toBe('999');
    const [members] = graph.requestsTo('/members');
    expect(members?.url.search).toBe('?$select=id&$top=999');
  });

  it('sends an id of its own with each request, at low priority', async () => {
    const { reader, graph } = arrangeReader();

    await reader.read(tenantId);

    const requestIds = new Set(graph.requests.map(({ headers }) => headers.get('client-request-id')));
    expect(requestIds.size).toBe(graph.requests.length);
    expect(graph.requests.map(({ headers }) => headers.get('x-ms-throttle-priority'))).not.toContain(null);
  });

  it('refuses a base URL that the Graph client would send no token to', () => {
    expect(() => arrangeReader({ settings: { baseUrl: 'http://localhost:8080' } })).toThrow(InputError);
  });
});

describe('Reading policies', () => {
  it('names the missing permission where it may not, so that the scan is inconclusive', async () => {
    const { reader } = arrangeReader({ tenant: exampleTenant({ forbidden: [{ kind: 'policies' }] }) });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([{ kind: 'policies', why: expect.stringContaining('Policy.Read.All') }]);
  });

  it('fails as transient where Graph stays down, so that the queue delivers the scan again', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(
      policiesPath,
      ...Array.from({ length: 6 }, () => () => new Response('', { status: 503 })),
    );

    const reading = reader.read(tenantId);

    await expect(reading).rejects.toThrow(TransientError);
    await expect(reading).rejects.toThrow(/policies could not be read: HTTP 503/);
  });

  it('keeps those of the pages that it got, and names the rest as unread', async () => {
    const { reader, graph } = arrangeReader();
    const onFirstPage = policy();
    graph.answerNext(policiesPath, () =>
      Response.json({ value: [onFirstPage], '@odata.nextLink': 'https://elsewhere.example/v1.0/policies' }),
    );

    const snapshot = await reader.read(tenantId);

    expect(snapshot.policies).toEqual([onFirstPage]);
    expect(snapshot.unread).toEqual([{ kind: 'policies', why: expect.any(String) }]);
  });

  it('takes malformed ones as they are, and reads what the others name', async () => {
    const malformed = [
      null,
      7,
      { id: 'x', conditions: { users: { excludeGroups: 'all', includeRoles: [1] } } },
    ];
    const { reader, graph } = arrangeReader({ tenant: named() });
    const policies = [...malformed, policy({ excludeGroups: [ids.deepest] })];
    graph.answerNext(policiesPath, () => Response.json({ value: policies }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.policies).toEqual(policies);
    expect(snapshot.groups).toMatchObject([{ id: ids.deepest }]);
    expect(snapshot.unread).toEqual([]);
  });
});

describe('Reading groups', () => {
  it('says which permission is missing for a group that cannot be read, and its name', async () => {
    const tenant = exampleTenant({ forbidden: [{ kind: 'group', id: ids.nested }] });
    const { reader } = arrangeReader({ tenant });

    const { unread } = await reader.read(tenantId);

    expect(unread).toMatchObject([{ kind: 'group', id: ids.nested }]);
    expect(unread?.[0]?.why).toMatch(
      /^"Nested": HTTP 403 .*operation; grant .* GroupMember\.Read\.All, and Member\.Read\.Hidden/,
    );
  });

  it('says of a deleted group that it does not exist', async () => {
    const { reader } = arrangeReader({ tenant: named(ids.deleted) });

    const { unread } = await reader.read(tenantId);

    expect(unread).toMatchObject([{ id: ids.deleted, why: expect.stringMatching(/^does not exist/) }]);
  });

  it('names a group as unread where a later page of its members fails', async () => {
    const members = Array.from({ length: 5 }, (_, index) => user(`member-${index}`));
    const tenant = { ...named(ids.excluded), groups: [{ id: ids.excluded, displayName: 'E', members }] };
    const { reader, graph } = arrangeReader({ tenant });
    graph.answerNext(
      '/members',
      ({ url }) =>
        Response.json({ value: members.slice(0, 2), '@odata.nextLink': `${url.href}&$skiptoken=2` }),
      () => forbidden(),
    );

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toEqual([]);
    expect(snapshot.unread).toMatchObject([{ kind: 'group', id: ids.excluded }]);
  });

  it('names a group as unread where the type of a member is not given', async () => {
    const { reader, graph } = arrangeReader({ tenant: named(ids.deepest) });
    graph.answerNext('/members', () => Response.json({ value: [{ id: ids.alex }] }));

    const { unread } = await reader.read(tenantId);

    expect(unread).toEqual([{ kind: 'group', id: ids.deepest, why: expect.stringContaining('@odata.type') }]);
  });

  it('asks for each group once, however often it is nested', async () => {
    const groups = Array.from({ length: 12 }, (_, index) => ({
      id: `group-${index}`,
      displayName: `Group ${index}`,
      members: Array.from({ length: 12 }, (_unused, other) => group(`group-${other}`)),
    }));
    const { reader, graph } = arrangeReader({ tenant: { ...named('group-0'), groups }, pageSize: 999 });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toHaveLength(12);
    expect(graph.requestsTo('/members')).toHaveLength(12);
  });

  it('reads on without names where names cannot be read', async () => {
    const { reader, graph } = arrangeReader({ tenant: named(ids.deepest) });
    graph.answerNext('/v1.0/groups', () => graphError(400, 'Request_UnsupportedQuery', 'No.'));

    const snapshot = await reader.read(tenantId);

    const members = [user(ids.chris), expect.anything()];
    expect(snapshot.groups).toEqual([{ id: ids.deepest, owners: [], members }]);
    expect(snapshot.unread).toEqual([]);
  });

  it('takes a visible group without members for empty', async () => {
    const empty = { id: ids.excluded, displayName: 'Empty', members: [] };
    const { reader } = arrangeReader({ tenant: { ...named(ids.excluded), groups: [empty] } });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toEqual([{ ...described(empty), owners: [], members: [] }]);
    expect(snapshot.unread).toEqual([]);
  });

  it('does not believe that a group is empty where its membership is hidden', async () => {
    const visibility = 'HiddenMembership';
    const hidden = { id: ids.excluded, displayName: 'Hidden', visibility, members: [] } as const;
    const { reader } = arrangeReader({ tenant: { ...named(ids.excluded), groups: [hidden] } });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toEqual([]);
    expect(snapshot.unread).toMatchObject([{ why: expect.stringContaining('Member.Read.Hidden') }]);
  });

  it('does not believe that a group is empty where it cannot be told whether its members are hidden', async () => {
    const empty = { id: ids.excluded, displayName: 'Empty', members: [] };
    const { reader, graph } = arrangeReader({ tenant: { ...named(ids.excluded), groups: [empty] } });
    graph.answerNext('/v1.0/groups', () => forbidden());

    const { unread } = await reader.read(tenantId);

    expect(unread).toMatchObject([{ id: ids.excluded, why: expect.stringContaining('Member.Read.Hidden') }]);
  });

  it.each(['a&b', 'a#b', 'a/b', "a'b", 'a+b c', '100%', '?x=1'])('encodes the id %s', async (id) => {
    const groups = [{ id, displayName: 'Odd', members: [] }];
    const assigned = {
      id: 'assignment',
      principalId: ids.alex,
      roleDefinitionId: id,
      directoryScopeId: '/',
    };
    const policies = [policy({ excludeGroups: [id], includeRoles: [id] })];
    const tenant = exampleTenant({ policies, groups, roleAssignments: [assigned] });
    const { reader } = arrangeReader({ tenant });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toMatchObject([{ id }]);
    expect(snapshot.roleAssignments).toEqual([assigned]);
    expect(snapshot.unread).toEqual([]);
  });

  it('does not let an id of dots lead to another address', async () => {
    const { reader, graph } = arrangeReader({ tenant: named('..') });

    const { unread } = await reader.read(tenantId);

    expect(unread).toMatchObject([{ kind: 'group', id: '..' }]);
    expect(graph.requestsTo('/members')).toEqual([]);
    expect(graph.requestsTo('/owners')).toEqual([]);
  });

  it('reads a group of 100,000 members whole and keeps no more of them than type and id', async () => {
    const members = Array.from({ length: 100_000 }, (_, index) => user(String(index).padStart(36, '0')));
    const tenant = { ...named(ids.excluded), groups: [{ id: ids.excluded, displayName: 'All', members }] };
    const { reader, graph } = arrangeReader({ tenant, pageSize: 999 });

    const snapshot = await reader.read(tenantId);

    expect(graph.requestsTo('/members')).toHaveLength(101);
    expect(snapshot.groups?.map((one) => Object(one)['members'].length)).toEqual([100_000]);
    expect(JSON.stringify(snapshot.groups).length / members.length).toBeLessThan(100);
  });
});

describe('Reading the baseline scopes setting', () => {
  const settingsPath = '/beta/identity/conditionalAccess/settings';
  const settings = (resourceAppId: string) => ({ advancedSettings: { baselineScopes: { resourceAppId } } });

  it.each([
    { answer: settings('00000002-0000-0000-C000-000000000000'), expected: 'enforced' },
    { answer: settings('00000000-0000-0000-0000-000000000000'), expected: 'notEnforced' },
    { answer: settings('70000000-0000-4000-8000-000000000001'), expected: 'notEnforced' },
    { answer: { advancedSettings: null }, expected: undefined },
    { answer: { advancedSettings: { baselineScopes: { resourceAppId: 7 } } }, expected: undefined },
  ])('takes $answer for $expected', async ({ answer, expected }) => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(settingsPath, () => Response.json(answer));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.baselineScopes).toBe(expected);
  });

  it('leaves it out without a word where it cannot be read', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(settingsPath, () => forbidden());

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('baselineScopes');
    expect(snapshot.unread).toEqual([]);
  });
});
