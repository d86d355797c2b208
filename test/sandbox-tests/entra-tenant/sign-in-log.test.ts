import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SignInEntry } from '../../sandbox/entra-tenant/sign-in-log.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, askGraph, startTrusted, tokenOf } from './sandbox-client.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-20T00:00:00Z');
const signIns = '/beta/auditLogs/signIns';
const nonInteractive = "signInEventTypes/any(t: t eq 'nonInteractiveUser')";

let now = new Date(start);
let tenant: EntraTenant;

const aDay = { seed: 'log', from: new Date(start), days: 1, signInsPerDay: 300, latestHours: 6 };

beforeAll(async () => {
  tenant = await startTrusted({ clock: () => now });
  tenant.simulateSignIns(aDay);
});
afterAll(() => tenant.stop());
beforeEach(() => {
  now = new Date(start + 4 * 24 * hour);
});

function filtered(clause: string): string {
  return `${signIns}?$filter=${encodeURIComponent(clause)}`;
}

function knownTo(matches: (entry: SignInEntry) => boolean): string[] {
  return tenant.signIns.entries.filter(matches).map(({ id }) => id);
}

async function listed(path: string): Promise<unknown[]> {
  return (await allPages(tenant, path)).elements.map(({ id }) => id);
}

describe('the sign-in log', () => {
  test('holds interactive sign-ins unless others are asked for', async () => {
    const interactive = knownTo(({ eventType }) => eventType === 'interactiveUser');
    const others = knownTo(({ eventType }) => eventType === 'nonInteractiveUser');

    expect((await listed(signIns)).sort()).toEqual(interactive.sort());
    expect((await listed(filtered(nonInteractive))).sort()).toEqual(others.sort());
    expect(others.length).toBeGreaterThan(50);
  });

  test('is listed newest first, and its pages keep the filter', async () => {
    const { elements, pages } = await allPages(tenant, `${filtered(nonInteractive)}&$top=20`);
    const times = elements.map(({ createdDateTime }) => String(createdDateTime));

    expect(times).toEqual(times.toSorted().toReversed());
    expect(pages).toBe(Math.ceil(elements.length / 20));
    expect(new Set(elements.map(({ isInteractive }) => isInteractive))).toEqual(new Set([false]));
  });

  test('is narrowed by time and by the flow', async () => {
    const from = new Date(start + 6 * hour);
    const to = new Date(start + 12 * hour);
    const clause = `createdDateTime ge ${from.toISOString()} and createdDateTime le ${to.toISOString()} and ${nonInteractive} and originalTransferMethod eq 'deviceCodeFlow'`;

    const expected = knownTo(
      ({ at, eventType, signIn }) =>
        at >= from && at <= to && eventType === 'nonInteractiveUser' && signIn.flow === 'deviceCodeFlow',
    );
    expect((await listed(filtered(clause))).sort()).toEqual(expected.sort());
  });

  test.each([
    'ipAddress startswith 1',
    'deviceDetail/browser eq null',
    "signInEventTypes/all(t: t eq 'interactiveUser')",
  ])('refuses a filter that Graph does not know: %s', async (clause) => {
    expect((await askGraph(tenant, filtered(clause))).status).toBe(400);
  });

  test('says nothing of flows and of other event types in v1.0', async () => {
    const v1 = filtered(nonInteractive).replace('/beta', '/v1.0');

    expect((await askGraph(tenant, v1)).status).toBe(400);
    expect((await allPages(tenant, '/v1.0/auditLogs/signIns')).elements[0]).not.toHaveProperty(
      'authenticationProtocol',
    );
  });

  test('shows sign-ins late, and forgets them after thirty days', async () => {
    now = new Date(start + 12 * hour);
    const early = await listed(signIns);
    const shown = knownTo(({ visibleAt, eventType }) => visibleAt <= now && eventType === 'interactiveUser');
    const begun = knownTo(({ at, eventType }) => at <= now && eventType === 'interactiveUser');
    expect(early.sort()).toEqual(shown.sort());
    expect(shown.length).toBeLessThan(begun.length);

    now = new Date(start + (30 * 24 + 12) * hour);
    const late = knownTo(
      ({ at, eventType }) => at >= new Date(start + 12 * hour) && eventType === 'interactiveUser',
    );
    expect((await listed(signIns)).sort()).toEqual(late.sort());
  });

  test('is simulated alike by the same seed', async () => {
    const other = await startTrusted({ clock: () => now });
    other.simulateSignIns(aDay);
    await other.stop();

    const whatHappened = ({ signIns: log }: EntraTenant) =>
      log.entries.map(({ id: _, ...entry }) => ({ ...entry }));
    expect(whatHappened(other)).toEqual(whatHappened(tenant));
  });
});

test('the logs are held to five requests in ten seconds, and a refusal says how long to wait', async () => {
  const throttled = await startTrusted({ throttling: true, clock: () => now });
  const statuses: number[] = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await askGraph(throttled, signIns)).status);
  const refused = await askGraph(throttled, signIns);
  now = new Date(now.getTime() + 10_000);
  const later = await askGraph(throttled, signIns);
  await throttled.stop();

  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  expect(later.status).toBe(200);
});

describe('the Log Analytics workspace', () => {
  async function query(
    text: string,
    workspaceId = tenant.workspaceId,
    resource = 'https://api.loganalytics.io',
  ) {
    return fetch(`${tenant.graphUrl}/v1/workspaces/${workspaceId}/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(tenant, 'reader', resource)}` },
      body: JSON.stringify({ query: text }),
    });
  }
  const errorSchema = z.object({
    error: z.looseObject({ code: z.string(), innererror: z.object({ code: z.string() }).optional() }),
  });

  test('knows no KQL but the queries of the program', async () => {
    const response = await query('SigninLogs | count');

    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error.innererror?.code).toBe('SemanticError');
  });

  test('is one, and asks for a token of its own', async () => {
    expect((await query('SigninLogs', 'another')).status).toBe(404);
    expect((await query('SigninLogs', tenant.workspaceId, 'https://graph.microsoft.com')).status).toBe(401);
  });
});

test('people sign in for a while when the admin endpoint is told so, and it tells what they did', async () => {
  const other = await startTrusted({ clock: () => now });
  const headers = { 'x-sandbox-key': other.adminKey };
  const period = { seed: 'a', from: '2026-11-20T00:00:00Z', days: 1, signInsPerDay: 10 };

  const made = await fetch(`${other.loginUrl}/sandbox/sign-ins`, {
    method: 'POST',
    headers,
    body: JSON.stringify(period),
  });
  const told = await (await fetch(`${other.loginUrl}/sandbox/sign-ins`, { headers })).json();
  await other.stop();

  expect(made.status).toBe(204);
  expect(told).toHaveLength(other.signIns.entries.length);
  expect(other.signIns.entries.length).toBeGreaterThanOrEqual(10);
});
