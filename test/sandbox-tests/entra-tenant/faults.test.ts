import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, askGraph, startTrusted } from './sandbox-client.ts';

const company = northwindSandbox();
const devTools = company.groups.find(({ displayName }) => displayName === 'Dev Tools')?.id ?? '';
const siteReliability =
  company.groups.find(({ displayName }) => displayName === 'Site Reliability')?.id ?? '';
const policiesPath = '/v1.0/identity/conditionalAccess/policies';

/** Stands still unless a test moves it. */
let now = new Date('2026-11-22T08:00:00Z');
let tenant: EntraTenant;

beforeAll(async () => {
  tenant = await startTrusted({ throttling: true, clock: () => now });
});
afterAll(() => tenant.stop());
beforeEach(() => {
  now = new Date(now.getTime() + 60_000);
});

describe('throttling', () => {
  test('Conditional Access takes one request a second and refuses the next without a Retry-After', async () => {
    const first = await askGraph(tenant, policiesPath);
    const second = await askGraph(tenant, '/v1.0/identity/conditionalAccess/namedLocations');

    expect(first.status).toBe(200);
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBeNull();
    expect(await second.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
  });

  test('a second later Conditional Access answers again', async () => {
    await askGraph(tenant, policiesPath);
    now = new Date(now.getTime() + 1_000);

    const later = await askGraph(tenant, policiesPath);

    expect(later.status).toBe(200);
  });

  test('the directory is not throttled', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => askGraph(tenant, '/v1.0/groups')));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('faults', () => {
  test('429 comes with the Retry-After that was ordered, as often as ordered', async () => {
    tenant.addFault({ path: '/v1.0/users', times: 2, fault: { kind: 'throttled', retryAfterSeconds: 7 } });

    const answers: Response[] = [];
    for (const _ of [1, 2, 3]) answers.push(await askGraph(tenant, '/v1.0/users'));

    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('7');
  });

  test('503 comes without a Retry-After where none was ordered', async () => {
    tenant.addFault({ path: '/v1.0/users', fault: { kind: 'unavailable' } });

    const answer = await askGraph(tenant, '/v1.0/users');

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, null]);
  });

  test('a bad gateway answers in HTML', async () => {
    tenant.addFault({ path: '/v1.0/users', fault: { kind: 'badGateway' } });

    const answer = await askGraph(tenant, '/v1.0/users');

    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await answer.text()).toContain('<html>');
  });

  test('a reset connection gives no answer at all', async () => {
    tenant.addFault({ path: '/v1.0/users', fault: { kind: 'connectionReset' } });

    await expect(askGraph(tenant, '/v1.0/users')).rejects.toThrow('fetch failed');
  });

  test('a truncated body breaks off', async () => {
    tenant.addFault({ path: '/v1.0/users', fault: { kind: 'truncatedBody' } });

    const answer = await askGraph(tenant, '/v1.0/users');

    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow('terminated');
  });

  test('faults can be ordered for the managed identity endpoint', async () => {
    tenant.addFault({ path: '/msi/token', fault: { kind: 'unavailable' } });

    const answer = await fetch(tenant.identityEndpoint);

    expect(answer.status).toBe(503);
  });

  test('a fault elsewhere leaves other paths alone', async () => {
    tenant.addFault({ path: '/v1.0/subscribedSkus', fault: { kind: 'unavailable' } });

    const answer = await askGraph(tenant, '/v1.0/users');

    expect(answer.status).toBe(200);
  });
});

function restorePolicies(): void {
  for (const policy of company.policies) tenant.state.replacePolicy(policy);
}

describe('what goes wrong after a request had its effect', () => {
  afterEach(restorePolicies);

  const ca011 = company.policies.find(({ displayName }) => displayName.startsWith('CA011'))?.id ?? '';
  const path = `${policiesPath}/${ca011}`;
  const change = (state: string) =>
    askGraph(tenant, path, { as: 'writer', method: 'PATCH', body: JSON.stringify({ state }) });

  test('a lost response: the connection is gone, and the policy changed', async () => {
    tenant.addFault({ path, method: 'PATCH', fault: { kind: 'lostResponse' } });

    await expect(change('enabled')).rejects.toThrow('fetch failed');

    expect(tenant.state.policy(ca011).state).toBe('enabled');
  });

  test.each([
    [{}, 'disabled', 'enabled'],
    [{ afterEffect: true }, 'disabled', 'disabled'],
  ] as const)('a gateway timeout with %j', async (more, asked, expected) => {
    tenant.state.replacePolicy({ ...tenant.state.policy(ca011), state: 'enabled' });
    tenant.addFault({ path, method: 'PATCH', fault: { kind: 'gatewayTimeout', ...more } });

    const { status } = await change(asked);

    expect(status).toBe(504);
    expect(tenant.state.policy(ca011).state).toBe(expected);
  });

  test('a conflict is answered with 409 and changes nothing', async () => {
    const before = tenant.state.policy(ca011);
    tenant.addFault({ path, method: 'PATCH', fault: { kind: 'conflict' } });

    expect((await change('enabled')).status).toBe(409);
    expect(tenant.state.policy(ca011)).toEqual(before);
  });
});

describe('interventions', () => {
  afterEach(restorePolicies);

  const ca009 = company.policies.find(({ displayName }) => displayName.startsWith('CA009'))?.id ?? '';
  const path = `${policiesPath}/${ca009}`;
  const person = () => tenant.asAdministrator(company.users[0]?.id ?? '');
  const stateRead = async () => {
    now = new Date(now.getTime() + 1_000);
    return await (await askGraph(tenant, path)).json();
  };

  test('come right before or right after a request, once', async () => {
    tenant.intervene({
      path,
      method: 'GET',
      when: 'before',
      run: () => void person().changePolicy(ca009, { state: 'disabled' }),
    });
    tenant.intervene({
      path,
      when: 'after',
      run: () => void person().changePolicy(ca009, { displayName: 'Edited meanwhile' }),
    });

    const reads = [await stateRead(), await stateRead()];

    expect(reads).toMatchObject([
      { state: 'disabled', displayName: 'CA009 Block device code flow' },
      { state: 'disabled', displayName: 'Edited meanwhile' },
    ]);
    expect(tenant.audits.entries.slice(-2).map(({ operation }) => operation)).toEqual(['Update', 'Update']);
  });

  test('come as often as ordered, and not to other requests', async () => {
    const runs: string[] = [];
    tenant.intervene({ path, method: 'GET', when: 'before', times: 2, run: () => void runs.push('read') });
    tenant.intervene({ path, method: 'PATCH', when: 'before', run: () => void runs.push('write') });

    for (const _ of [1, 2, 3]) await stateRead();
    tenant.clearInterventions();

    expect(runs).toEqual(['read', 'read']);
  });
});

describe('groups that are hard to read', () => {
  test('an unreadable group is answered with 403, and Conditional Access still knows its members', async () => {
    const before = tenant.usersWhoCanUseDeviceCode().length;
    tenant.state.setGroupReadable(devTools, false);

    const answer = await askGraph(tenant, `/v1.0/groups/${devTools}/transitiveMembers`);
    const after = tenant.usersWhoCanUseDeviceCode().length;
    tenant.state.setGroupReadable(devTools, true);

    expect(answer.status).toBe(403);
    expect(after).toBe(before);
  });

  test('a group with hidden membership looks empty to who may not see it', async () => {
    tenant.state.setGroupVisibility(siteReliability, 'HiddenMembership');

    const { elements } = await allPages(tenant, `/v1.0/groups/${siteReliability}/members`);
    const group = await (await askGraph(tenant, `/v1.0/groups/${siteReliability}`)).json();

    expect(elements).toEqual([]);
    expect(group).toMatchObject({ visibility: 'HiddenMembership' });
  });

  test('a deleted group is answered with 404 and excludes nobody any more', async () => {
    tenant.state.deleteGroup(devTools);

    const answer = await askGraph(tenant, `/v1.0/groups/${devTools}`);

    expect(answer.status).toBe(404);
    expect(tenant.usersWhoCanUseDeviceCode()).toHaveLength(2);
  });
});

describe('the knobs over HTTP', () => {
  const ask = (path: string, init: RequestInit = {}, key = tenant.adminKey) =>
    fetch(`${tenant.graphUrl}/sandbox${path}`, { ...init, headers: { 'x-sandbox-key': key } });

  test('without the key nothing moves', async () => {
    const answer = await ask('/snapshot', {}, 'guess');

    expect(answer.status).toBe(401);
  });

  test('a policy can be turned on', async () => {
    const policy = company.policies.find(({ displayName }) => displayName.startsWith('CA011'));

    const answer = await ask(`/policies/${policy?.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ state: 'enabled' }),
    });

    expect(answer.status).toBe(204);
    expect(tenant.state.policy(policy?.id ?? '').state).toBe('enabled');
  });

  test('a sign-in can be tried, and is logged', async () => {
    const userId = company.users[0]?.id;

    const answer = await ask('/evaluate', {
      method: 'POST',
      body: JSON.stringify({ userId, resource: 'graph', flow: 'deviceCodeFlow' }),
    });

    expect(await answer.json()).toMatchObject({ outcome: 'token', errorCode: 0 });
    expect(tenant.signIns.entries.at(-1)?.signIn).toMatchObject({ userId, flow: 'deviceCodeFlow' });
  });

  test.each([
    ['POST', '/groups/nothing/unreadable', undefined, 404],
    ['POST', '/faults', { path: 'users' }, 400],
    ['POST', '/evaluate', 'nobody', 400],
    ['PUT', '/security-defaults', {}, 400],
    ['GET', '/nothing', undefined, 404],
  ])('%s %s with %j is answered with a problem of status %i', async (method, path, body, status) => {
    const answer = await ask(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
