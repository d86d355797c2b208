import { describe, expect, it } from 'vitest';
import { GraphPrincipalReader } from '../../../shared/adapters/graph/graph-principal-reader.ts';
import { TransientError } from '../../../shared/core/errors.ts';
import { type ExampleTenant, exampleTenant, group, ids, tenantId, user } from './example-tenant.ts';
import { FakeGraph, forbidden, origin } from './fake-graph.ts';
import { VirtualTime } from './virtual-time.ts';

function arrange(changes: Partial<ExampleTenant> = {}, token = 'token') {
  const time = new VirtualTime();
  const graph = new FakeGraph(exampleTenant(changes), time);
  const reader = new GraphPrincipalReader({
    credential: { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    settings: { baseUrl: origin },
    runtime: { clock: time.clock, sleep: time.sleep, random: () => 0, fetch: graph.fetch },
  });
  return { reader, graph };
}

const userAnswer =
  (...value: readonly unknown[]) =>
  () =>
    Response.json({ value });

describe('Looking up a user', () => {
  it('asks for that one alone and tells the name and whether the account is enabled', async () => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', userAnswer({ id: ids.alex, displayName: 'Alex', accountEnabled: false }));

    expect(await reader.user(tenantId, ids.alex)).toEqual({ displayName: 'Alex', accountEnabled: false });
    const [request] = graph.requestsTo('/users');
    expect(request?.url.searchParams.get('$filter')).toBe(`id in ('${ids.alex}')`);
  });

  it.each([
    [
      'its user principal name',
      { id: ids.alex, displayName: null, userPrincipalName: 'a@x.example' },
      'a@x.example',
    ],
    ['its id', { id: ids.alex, displayName: null }, ids.alex],
  ])('calls one without a display name by %s', async (_what, wire, displayName) => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', userAnswer(wire));

    expect(await reader.user(tenantId, ids.alex)).toEqual({ displayName, accountEnabled: true });
  });

  it('finds nobody under an id that no user has', async () => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', userAnswer());

    expect(await reader.user(tenantId, ids.excluded)).toBeUndefined();
  });

  it('keeps an id that would end the filter inside its text', async () => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', userAnswer());

    await reader.user(tenantId, "x') or startswith(id,'");

    const [request] = graph.requestsTo('/users');
    expect(request?.url.searchParams.get('$filter')).toBe("id in ('x'') or startswith(id,''')");
  });

  it('says what to grant where it may not read users', async () => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', forbidden);

    const reading = reader.user(tenantId, ids.alex);

    await expect(reading).rejects.toThrow(TransientError);
    await expect(reading).rejects.toThrow('grant the application permission User.Read.All');
  });
});

describe('Looking up a group', () => {
  const named = (id: string, displayName: string) => ({ ...user(id), displayName });

  it('tells every user in it and in nested groups once, and no other kind of member', async () => {
    const { reader } = arrange({
      groups: [
        {
          id: ids.excluded,
          displayName: 'Excluded',
          members: [group(ids.nested), named(ids.chris, 'Chris'), named(ids.alex.toUpperCase(), 'Alex')],
        },
        {
          id: ids.nested,
          displayName: 'Nested',
          members: [
            group(ids.excluded),
            named(ids.alex, 'Alex'),
            { '@odata.type': '#microsoft.graph.device', id: ids.laptop },
          ],
        },
      ],
    });

    expect(await reader.group(tenantId, ids.excluded)).toEqual({
      displayName: 'Excluded',
      members: [
        { id: ids.alex, displayName: 'Alex' },
        { id: ids.chris, displayName: 'Chris' },
      ],
    });
  });

  it('finds none under an id that no group has', async () => {
    expect(await arrange().reader.group(tenantId, ids.deleted)).toBeUndefined();
  });

  it.each([
    ['the group', { forbidden: [{ kind: 'group', id: ids.excluded } as const] }],
    ['a group nested in it', { forbidden: [{ kind: 'group', id: ids.nested } as const] }],
    [
      'a group whose membership is hidden',
      {
        groups: [
          { id: ids.excluded, displayName: 'Secret', visibility: 'HiddenMembership', members: [] } as const,
        ],
      },
    ],
  ])('tells nothing of it where %s cannot be read', async (_what, changes) => {
    const reading = arrange(changes).reader.group(tenantId, ids.excluded);

    await expect(reading).rejects.toThrow(TransientError);
    await expect(reading).rejects.toThrow('grant the application permission GroupMember.Read.All');
  });

  it('believes that a group whose membership can be seen is empty', async () => {
    const groups = [{ id: ids.excluded, displayName: 'Empty', members: [] }];

    expect(await arrange({ groups }).reader.group(tenantId, ids.excluded)).toEqual({
      displayName: 'Empty',
      members: [],
    });
  });
});

describe('An identity of the app that cannot read the tenant is no fault of whoever asks:', () => {
  const claims = Buffer.from(JSON.stringify({ tid: ids.excluded })).toString('base64url');

  it.each([
    ['a user', (reader: GraphPrincipalReader) => reader.user(tenantId, ids.alex)],
    ['a group', (reader: GraphPrincipalReader) => reader.group(tenantId, ids.excluded)],
  ])('%s is not looked up in another tenant than the one asked about', async (_what, lookUp) => {
    const { reader, graph } = arrange({}, `header.${claims}.signature`);

    await expect(lookUp(reader)).rejects.toThrow(TransientError);
    expect(graph.requests).toEqual([]);
  });

  it('a token that Graph refuses can be mended by whoever runs the app alone', async () => {
    const { reader, graph } = arrange();
    graph.answerNext('/users', () => new Response('{}', { status: 401 }));

    await expect(reader.user(tenantId, ids.alex)).rejects.toThrow(TransientError);
  });
});
