import { beforeEach, describe, expect, it } from 'vitest';
import type { Collection } from '../../../shared/application/ports/sign-in-evidence-store.ts';
import {
  type SignInEvidenceReader,
  signInEvidenceReader,
} from '../../../shared/application/sign-ins/read-sign-in-evidence.ts';
import { slicesIn } from '../../../shared/application/sign-ins/slices.ts';
import { InputError, NotFoundError } from '../../../shared/core/errors.ts';
import type { SignIn } from '../../../shared/core/sign-ins/sign-in.ts';
import { SignInCounter } from '../../../shared/core/sign-ins/sign-in-counter.ts';
import { signIn } from '../../core/sign-ins/sign-ins.ts';
import { tenantId } from '../examples.ts';
import { InMemorySignInEvidenceStore } from '../in-memory/in-memory-sign-in-evidence-store.ts';

const tenant = tenantId(1);
const now = '2026-11-10T09:00:00.000Z';
const page = { size: 100 };
const lastWeek = { from: '2026-11-02', to: '2026-11-08' };
const wholeWeek = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-09T00:00:00.000Z' };

let store: InMemorySignInEvidenceStore;
beforeEach(() => {
  store = new InMemorySignInEvidenceStore();
});

function evidence(more: { readonly historyDays?: number } = {}): SignInEvidenceReader {
  const plan = { historyDays: 30, latenessHours: 24, ...more };
  const clock = () => new Date(now);
  return signInEvidenceReader({ tenantIds: [tenant], signInEvidenceStore: store, clock, plan });
}

/** Every slice of these times was read now, and showed the sign-ins; somebody signs in all the time. */
async function collect(period: { from: string; to: string }, ...signIns: readonly SignIn[]): Promise<void> {
  for (const slice of slicesIn(period)) {
    const counter = new SignInCounter();
    counter.add(signIn({ id: `always ${slice.from}`, createdDateTime: slice.from }));
    for (const one of signIns) {
      if (one.createdDateTime >= slice.from && one.createdDateTime < slice.to) counter.add(one);
    }
    const counts = counter.counts();
    const { signIns: counted, withoutPolicies } = counts;
    const how = { readAt: now, source: 'microsoftGraph', examined: counted } as const;
    await store.saveSlice(tenant, { ...slice, ...how, signIns: counted, withoutPolicies }, counts);
  }
}

async function collectNobody(period: { from: string; to: string }): Promise<void> {
  const nobody = { examined: 0, signIns: 0, withoutPolicies: 0 };
  for (const slice of slicesIn(period)) {
    const read = { ...slice, readAt: now, source: 'logAnalytics', ...nobody } as const;
    await store.saveSlice(tenant, read, { uses: [], policyResults: [] });
  }
}

const collection: Collection = { collectedAt: now, source: 'microsoftGraph' };
const direct = (id: string, createdDateTime: string, more: Partial<SignIn> = {}) =>
  signIn({ id, createdDateTime, authenticationProtocol: 'deviceCode', ...more });

describe('Who uses the device code flow', () => {
  it('is told by user, app and resource, with counts, first and last time, and by day', async () => {
    await collect(
      wholeWeek,
      direct('s1', '2026-11-03T10:00:00.000Z'),
      direct('s2', '2026-11-05T10:00:00.000Z'),
      direct('s3', '2026-11-05T11:00:00.000Z', { userId: 'bob', errorCode: 53003 }),
    );

    const { items, days, conclusion } = await evidence().uses(tenant, lastWeek, page);

    expect(items).toMatchObject([
      {
        userId: 'ann',
        appId: 'cli',
        resourceId: 'graph',
        kind: 'direct',
        count: 2,
        firstAt: '2026-11-03T10:00:00.000Z',
        lastAt: '2026-11-05T10:00:00.000Z',
      },
      { userId: 'bob', kind: 'blocked', count: 1 },
    ]);
    expect(days).toHaveLength(7);
    expect(days[3]).toEqual({ day: '2026-11-05', signIns: 8, direct: 1, tracked: 0, blocked: 1 });
    expect(conclusion).toEqual({ kind: 'used', text: '1 user used it, in 2 sign-ins.' });
  });

  it.each([
    [{ user: 'bob' }, ['s2']],
    [{ app: 'shell' }, ['s3']],
    [{ resource: 'azure' }, ['s4']],
    [{ kind: 'tracked' as const }, ['s5']],
    [{ from: '2026-11-06' }, ['s6']],
    [{ to: '2026-11-02' }, ['s1']],
  ])('is narrowed by %j', async (query, expected) => {
    const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`;
    await collect(
      wholeWeek,
      direct('s1', at(2), { userPrincipalName: 's1', userId: 'u1' }),
      direct('s2', at(3), { userPrincipalName: 's2', userId: 'bob' }),
      direct('s3', at(4), { userPrincipalName: 's3', appId: 'shell' }),
      direct('s4', at(5), { userPrincipalName: 's4', resourceId: 'azure' }),
      signIn({
        id: 's5',
        createdDateTime: at(5),
        userPrincipalName: 's5',
        originalTransferMethod: 'deviceCodeFlow',
      }),
      direct('s6', at(7), { userPrincipalName: 's6', userId: 'u6' }),
    );

    const { items } = await evidence().uses(tenant, { ...lastWeek, ...query }, page);

    expect(items.map(({ userPrincipalName }) => userPrincipalName)).toEqual(expected);
  });

  it('is told page by page, each once', async () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u5'];
    const some = users.map((userId) => direct(userId, '2026-11-03T10:00:00.000Z', { userId }));
    await collect(wholeWeek, ...some);

    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const answer = await evidence().uses(tenant, lastWeek, { size: 2, continuation });
      seen.push(...answer.items.map(({ userId }) => userId));
      continuation = answer.continuation;
    } while (continuation !== undefined);

    expect(seen).toEqual(users);
  });

  it.each([
    ['the last day before the first', { from: '2026-11-08', to: '2026-11-02' }],
    ['more than a year', { from: '2025-01-01', to: '2026-11-02' }],
    ['the future', { from: '2026-11-11', to: '2026-11-12' }],
  ])('is not told of %s', async (_what, query) => {
    await expect(evidence().uses(tenant, query, page)).rejects.toThrow(InputError);
  });

  it('is not told by a continuation of something else, nor of a tenant that is not configured', async () => {
    const wrong = { size: 2, continuation: '???' };
    await expect(evidence().uses(tenant, lastWeek, wrong)).rejects.toThrow(InputError);
    await expect(evidence().uses(tenantId(2), lastWeek, page)).rejects.toThrow(NotFoundError);
  });
});

describe('No use of the device code flow', () => {
  it('is concluded of times that were read whole', async () => {
    await collect(wholeWeek);
    await store.end(tenant, collection);

    const { conclusion, coverage } = await evidence().uses(tenant, lastWeek, page);

    expect(conclusion).toMatchObject({ kind: 'notUsed', during: wholeWeek });
    expect(coverage).toMatchObject({ complete: [wholeWeek], provisional: [], missing: [], stopped: null });
  });

  it('is not concluded where nothing was ever collected', async () => {
    const { conclusion, coverage } = await evidence().uses(tenant, lastWeek, page);

    expect(conclusion.kind).toBe('unknown');
    expect(coverage.collectedAt).toBeNull();
    expect(coverage.missing).toMatchObject([{ ...wholeWeek, reason: 'notYetCollected' }]);
  });

  it('is not concluded of times of which the log may still show something', async () => {
    const today = { from: '2026-11-10', to: '2026-11-10' };
    await collect({ from: '2026-11-10T00:00:00.000Z', to: now });

    const { conclusion, coverage } = await evidence().uses(tenant, today, page);

    expect(conclusion).toMatchObject({ kind: 'unknown', text: expect.stringContaining('ask again later') });
    expect(coverage.provisional).toEqual([
      { from: '2026-11-10T00:00:00.000Z', to: '2026-11-10T12:00:00.000Z' },
    ]);
    expect(coverage.period.to).toBe('2026-11-10T12:00:00.000Z');
  });

  it('is not concluded of times in which the log shows nobody at all, at its beginning or its end', async () => {
    await collect({ from: '2026-11-04T00:00:00.000Z', to: '2026-11-07T00:00:00.000Z' });
    for (const slice of slicesIn(wholeWeek)) {
      const isQuiet = slice.from < '2026-11-04' || slice.from >= '2026-11-07';
      const how = {
        readAt: now,
        source: 'logAnalytics',
        examined: 0,
        signIns: 0,
        withoutPolicies: 0,
      } as const;
      if (isQuiet) await store.saveSlice(tenant, { ...slice, ...how }, { uses: [], policyResults: [] });
    }

    const { conclusion, coverage } = await evidence().uses(tenant, lastWeek, page);

    expect(conclusion).toMatchObject({
      kind: 'notUsed',
      during: { from: '2026-11-04T00:00:00.000Z', to: '2026-11-07T00:00:00.000Z' },
    });
    expect(coverage.missing.map(({ reason, from }) => [reason, from.slice(0, 10)])).toEqual([
      ['noRecords', '2026-11-02'],
      ['noRecords', '2026-11-07'],
    ]);
  });

  it('is unknown of a day in between on which the log shows nobody: perhaps it was not kept', async () => {
    await collect({ from: wholeWeek.from, to: '2026-11-04T00:00:00.000Z' });
    await collectNobody({ from: '2026-11-04T00:00:00.000Z', to: '2026-11-05T00:00:00.000Z' });
    await collect({ from: '2026-11-05T00:00:00.000Z', to: wholeWeek.to });

    const { conclusion, coverage } = await evidence().uses(tenant, lastWeek, page);

    expect(conclusion).toMatchObject({ kind: 'notUsed', during: { from: '2026-11-05T00:00:00.000Z' } });
    expect(coverage.missing).toMatchObject([
      { reason: 'noRecords', from: '2026-11-04T00:00:00.000Z', to: '2026-11-05T00:00:00.000Z' },
    ]);
  });

  it('is complete of a night in which nobody signs in', async () => {
    await collect({ from: wholeWeek.from, to: '2026-11-04T00:00:00.000Z' });
    await collectNobody({ from: '2026-11-04T00:00:00.000Z', to: '2026-11-04T20:00:00.000Z' });
    await collect({ from: '2026-11-04T20:00:00.000Z', to: wholeWeek.to });

    expect((await evidence().uses(tenant, lastWeek, page)).coverage.complete).toEqual([wholeWeek]);
  });

  it('names why times are missing: the log forgets, and the collection was stopped', async () => {
    const stopped = { reason: 'permission', why: 'Grant AuditLog.Read.All.', at: now } as const;
    await store.end(tenant, { ...collection, stopped });
    const query = { from: '2026-10-01', to: '2026-11-08' };

    const { coverage } = await evidence().uses(tenant, query, page);

    expect(coverage.stopped).toEqual(stopped);
    expect(coverage.missing).toMatchObject([
      { reason: 'retention', from: '2026-10-01T00:00:00.000Z', to: '2026-10-11T12:00:00.000Z' },
      { reason: 'permission', from: '2026-10-11T12:00:00.000Z', why: 'Grant AuditLog.Read.All.' },
    ]);
  });

  it('is unknown where sign-ins are not collected', async () => {
    const { coverage } = await evidence({ historyDays: 0 }).uses(tenant, lastWeek, page);

    expect(coverage.missing).toMatchObject([{ reason: 'switchedOff' }]);
  });
});

describe('What a policy did', () => {
  const policy = (result: string) => [
    { id: 'p1', displayName: 'Block device code flow', result, includeRulesSatisfied: [] },
    { id: 'p2', displayName: 'Another', result: 'success', includeRulesSatisfied: [] },
  ];

  it('is told by day, and by user and app, the sign-ins included that it did not apply to', async () => {
    await collect(
      wholeWeek,
      signIn({
        id: 's1',
        createdDateTime: '2026-11-03T10:00:00.000Z',
        appliedPolicies: policy('reportOnlyFailure'),
      }),
      signIn({
        id: 's2',
        createdDateTime: '2026-11-03T11:00:00.000Z',
        appliedPolicies: policy('reportOnlyNotApplied'),
      }),
      signIn({
        id: 's3',
        createdDateTime: '2026-11-04T11:00:00.000Z',
        appliedPolicies: policy('reportOnlyNotApplied'),
      }),
    );

    const answer = await evidence().policyResults(tenant, 'p1', lastWeek, page);

    expect(answer.policyDisplayName).toBe('Block device code flow');
    expect(answer.days.slice(0, 4)).toEqual([
      { day: '2026-11-02', signIns: 6, hasData: false, results: {} },
      {
        day: '2026-11-03',
        signIns: 8,
        hasData: true,
        results: { reportOnlyFailure: 1, reportOnlyNotApplied: 1 },
      },
      { day: '2026-11-04', signIns: 7, hasData: true, results: { reportOnlyNotApplied: 1 } },
      { day: '2026-11-05', signIns: 6, hasData: false, results: {} },
    ]);
    expect(answer.items.map(({ result, userId, count }) => [result, userId, count])).toEqual([
      ['reportOnlyFailure', 'ann', 1],
      ['reportOnlyNotApplied', 'ann', 2],
    ]);
  });

  it('is narrowed by result, and a day keeps its data', async () => {
    await collect(
      wholeWeek,
      signIn({
        id: 's1',
        createdDateTime: '2026-11-03T10:00:00.000Z',
        appliedPolicies: policy('reportOnlyNotApplied'),
      }),
    );

    const query = { ...lastWeek, result: 'reportOnlyFailure' };
    const answer = await evidence().policyResults(tenant, 'p1', query, page);

    expect(answer.items).toEqual([]);
    expect(answer.days[1]).toMatchObject({ day: '2026-11-03', hasData: true, results: {} });
  });

  it('is not known of sign-ins that did not show their policies', async () => {
    await collect(
      wholeWeek,
      signIn({ id: 's1', createdDateTime: '2026-11-03T10:00:00.000Z', appliedPolicies: undefined }),
    );

    const { coverage, policyDisplayName } = await evidence().policyResults(tenant, 'p1', lastWeek, page);

    expect(policyDisplayName).toBeNull();
    expect(coverage.limits).toContainEqual(expect.stringMatching(/^1 sign-ins.*Policy\.Read\.All/));
  });
});

describe('What is asked for narrowly', () => {
  it('is never taken for all: whoever asks for blocked uses alone is still told that the flow was used', async () => {
    await collect(wholeWeek, direct('s1', '2026-11-03T10:00:00.000Z'));

    const { items, conclusion } = await evidence().uses(tenant, { ...lastWeek, kind: 'blocked' }, page);

    expect(items).toEqual([]);
    expect(conclusion).toEqual({ kind: 'used', text: '1 user used it, in 1 sign-in.' });
  });

  it('is concluded on as narrowly', async () => {
    await collect(wholeWeek, direct('s1', '2026-11-03T10:00:00.000Z'));

    const { conclusion } = await evidence().uses(tenant, { ...lastWeek, user: 'bob' }, page);

    expect(conclusion.kind).toBe('notUsed');
    expect(conclusion.text).not.toContain('nobody');
    expect(conclusion.text).toContain('the user that was asked for');
  });
});

describe('The answer for a period that is not over', () => {
  it('stays the same while nothing new is known', async () => {
    await collect({ from: wholeWeek.from, to: now });
    const at = (time: string) =>
      signInEvidenceReader({
        tenantIds: [tenant],
        signInEvidenceStore: store,
        clock: () => new Date(time),
        plan: { historyDays: 30, latenessHours: 24 },
      }).uses(tenant, { from: lastWeek.from }, page);

    expect(await at('2026-11-10T09:07:00.001Z')).toEqual(await at('2026-11-10T09:07:03.000Z'));
  });
});
