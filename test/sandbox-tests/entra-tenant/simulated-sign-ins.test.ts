import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SignInEntry } from '../../sandbox/entra-tenant/sign-in-log.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, startTrusted } from './sandbox-client.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-22T00:00:00Z');

let now: Date;
let tenant: EntraTenant;
let roomTeam: string[];

beforeEach(async () => {
  now = new Date(start);
  tenant = await startTrusted({ clock: () => now });
  roomTeam = tenant.usersWhoCanUseDeviceCode().slice(2, 5);
});
afterEach(() => tenant.stop());

function policyId(name: string): string {
  return tenant.state.tenant.policies.find(({ displayName }) => displayName.startsWith(name))?.id ?? '';
}

function administrator() {
  return tenant.asAdministrator(tenant.state.tenant.users[0]?.id ?? '');
}

function simulate(more: { days?: number; signInsPerDay?: number } = {}): void {
  tenant.simulateSignIns({
    seed: 'rooms',
    from: new Date(start),
    days: 4,
    signInsPerDay: 20,
    latestHours: 0,
    deviceCodeUsers: roomTeam,
    ...more,
  });
}

function resultOf(id: string, { evaluation }: SignInEntry): string | undefined {
  return evaluation.appliedPolicies.find((policy) => policy.id === id)?.result;
}

function byDeviceCode(entries: readonly SignInEntry[]): SignInEntry[] {
  return entries.filter(({ signIn }) => signIn.flow === 'deviceCodeFlow');
}

describe('simulated sign-ins', () => {
  test('happen when their time has come, and not before', () => {
    simulate();

    expect(tenant.signIns.entries).toEqual([]);
    now = new Date(start + 2 * day);
    const early = tenant.signIns.entries.length;
    now = new Date(start + 5 * day);

    expect(early).toBeGreaterThan(40);
    expect(tenant.signIns.entries.length).toBeGreaterThan(early);
    expect(tenant.signIns.entries.every(({ at }) => at <= now)).toBe(true);
  });

  test('are decided by the policies of their time, whenever they are looked at', () => {
    simulate();
    const id = policyId('CA011');
    now = new Date(start + 2 * day);
    administrator().changePolicy(id, { state: 'enabled' });
    now = new Date(start + 5 * day);

    const results = Map.groupBy(byDeviceCode(tenant.signIns.entries), ({ at }) =>
      at.getTime() < start + 2 * day ? 'before' : 'after',
    );

    const resultsOf = (time: 'before' | 'after') =>
      new Set(results.get(time)?.map((entry) => resultOf(id, entry)));
    expect(resultsOf('before')).toEqual(new Set(['reportOnlyFailure']));
    expect(resultsOf('after')).toEqual(new Set(['failure']));
  });

  test('show a report-only policy from when on it exists, with each of its results', () => {
    simulate();
    now = new Date(start + day);
    const add = (displayName: string, grant: object, authenticationFlows: object | null) =>
      administrator().addPolicy({
        displayName,
        state: 'enabledForReportingButNotEnforced',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['All'] },
          authenticationFlows,
        },
        grantControls: { operator: 'OR', ...grant },
      }).id;
    const flow = { transferMethods: 'deviceCodeFlow' };
    const block = add('block', { builtInControls: ['block'] }, flow);
    const mfa = add('mfa', { builtInControls: ['mfa'] }, null);
    const terms = add('terms', { termsOfUse: ['x'] }, null);
    now = new Date(start + 5 * day);

    const { entries } = tenant.signIns;
    const resultsSince = (id: string, since: number, until: number) =>
      new Set(
        entries
          .filter(({ at }) => at.getTime() >= since && at.getTime() < until)
          .map((entry) => resultOf(id, entry)),
      );

    const exists = [start + day, start + 5 * day] as const;
    expect(resultsSince(block, start, start + day)).toEqual(new Set([undefined]));
    expect(resultsSince(block, ...exists)).toEqual(new Set(['reportOnlyFailure', 'reportOnlyNotApplied']));
    expect(resultsSince(mfa, ...exists)).toEqual(new Set(['reportOnlySuccess']));
    expect(resultsSince(terms, ...exists)).toEqual(new Set(['reportOnlyInterrupted']));
  });
});

describe('device code users', () => {
  test('are the only ones who use the flow, each so often a day, with sessions that go on', () => {
    simulate();
    now = new Date(start + 6 * day);

    const used = byDeviceCode(tenant.signIns.entries);
    const direct = used.filter(({ eventType }) => eventType === 'interactiveUser');

    expect(new Set(used.map(({ signIn }) => signIn.userId))).toEqual(new Set(roomTeam));
    expect(direct).toHaveLength(3 * 2 * 4);
    expect(direct.every(({ evaluation }) => evaluation.outcome === 'token')).toBe(true);
    expect(used.length - direct.length).toBe(3 * direct.length);
    expect(tenant.signIns.entries.some(({ signIn }) => signIn.flow === 'none')).toBe(true);
  });

  test('lose their sessions with 530036 when the flow is blocked, once each, and get no new ones', () => {
    simulate({ signInsPerDay: 1 });
    now = new Date(start + 2 * day);
    administrator().changePolicy(policyId('CA011'), { state: 'enabled' });
    now = new Date(start + 6 * day);

    const after = byDeviceCode(tenant.signIns.entries).filter(({ at }) => at.getTime() >= start + 2 * day);
    const errors = Map.groupBy(after, ({ eventType }) => eventType);

    const codes = (kind: 'interactiveUser' | 'nonInteractiveUser') =>
      errors.get(kind)?.map(({ evaluation }) => evaluation.errorCode);
    expect(new Set(codes('interactiveUser'))).toEqual(new Set([53003]));
    expect(codes('interactiveUser')).toHaveLength(3 * 2 * 2);
    expect(new Set(codes('nonInteractiveUser'))).toEqual(new Set([530036]));
    // At most the sessions of the day before were still alive.
    expect(codes('nonInteractiveUser')?.length).toBeLessThanOrEqual(3 * 2);
  });

  test('stay who they are when they are excepted', () => {
    simulate({ signInsPerDay: 1 });
    now = new Date(start + 2 * day);
    const excludeUsers = [...roomTeam];
    administrator().changePolicy(policyId('CA011'), {
      state: 'enabled',
      conditions: { users: { excludeUsers } },
    });
    now = new Date(start + 6 * day);

    const outcomes = byDeviceCode(tenant.signIns.entries).map(({ evaluation }) => evaluation.outcome);
    expect(new Set(outcomes)).toEqual(new Set(['token']));
  });

  test('who do not exist are refused', () => {
    roomTeam = ['nobody'];

    expect(() => simulate()).toThrow('The sandbox tenant has no user nobody.');
  });
});

test('the log shows what an enforced policy blocked, with the errors, and never which protocol it was', async () => {
  simulate({ signInsPerDay: 1 });
  const id = policyId('CA011');
  now = new Date(start + 2 * day);
  administrator().changePolicy(id, { state: 'enabled' });
  now = new Date(start + 6 * day);
  const recordSchema = z.looseObject({
    status: z.object({ errorCode: z.number() }),
    authenticationProtocol: z.string(),
    originalTransferMethod: z.string(),
    conditionalAccessStatus: z.string(),
    appliedConditionalAccessPolicies: z.array(z.looseObject({ id: z.string(), result: z.string() })),
  });
  const blockedIn = async (filter: string) => {
    const path = `/beta/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`;
    const records = (await allPages(tenant, path)).elements.map((record) => recordSchema.parse(record));
    return records.filter(({ appliedConditionalAccessPolicies: policies }) =>
      policies.some((policy) => policy.id === id && policy.result === 'failure'),
    );
  };

  const direct = await blockedIn("originalTransferMethod eq 'deviceCodeFlow'");
  const tracked = await blockedIn("signInEventTypes/any(t: t eq 'nonInteractiveUser')");

  expect(direct).toHaveLength(3 * 2 * 2);
  for (const record of direct) {
    expect(record).toMatchObject({
      status: { errorCode: 53003 },
      authenticationProtocol: 'none',
      conditionalAccessStatus: 'failure',
    });
  }
  expect(tracked.length).toBeGreaterThan(0);
  for (const record of tracked) expect(record).toMatchObject({ status: { errorCode: 530036 } });
});

test('over the admin endpoint the device code users are named, too', async () => {
  const period = {
    seed: 'a',
    from: new Date(start).toISOString(),
    days: 1,
    signInsPerDay: 1,
    deviceCodeUsers: roomTeam,
    deviceCodeSignInsPerDay: 5,
  };
  const order = (body: object) =>
    fetch(`${tenant.graphUrl}/sandbox/sign-ins`, {
      method: 'POST',
      headers: { 'x-sandbox-key': tenant.adminKey },
      body: JSON.stringify(body),
    });

  expect((await order(period)).status).toBe(204);
  expect((await order({ ...period, deviceCodeUsers: ['nobody'] })).status).toBe(404);
  now = new Date(start + day);
  const direct = byDeviceCode(tenant.signIns.entries).filter(
    ({ eventType }) => eventType === 'interactiveUser',
  );
  expect(direct).toHaveLength(15);
});
