import { expect, it } from 'vitest';
import { LogAnalyticsSignInReader } from '../../../shared/adapters/log-analytics/log-analytics-sign-in-reader.ts';
import type { QueryOutcome } from '../../../shared/adapters/log-analytics/log-analytics-workspace.ts';
import { tenantId } from '../../application/examples.ts';

const now = new Date('2026-11-02T12:00:00.000Z');
const request = {
  tenantId: tenantId(1),
  from: '2026-11-02T00:00:00.000Z',
  to: '2026-11-02T04:00:00.000Z',
  deadline: new Date('2026-11-02T12:05:00.000Z'),
  mostSignIns: null,
};

/** A workspace with one use an hour, whose answers hold no more than those of so many hours. */
function workspaceOf(mostHours: number) {
  const asked: string[] = [];
  const query = async (text: string): Promise<QueryOutcome> => {
    const [begin = '', end = ''] = [...text.matchAll(/datetime\((.+)\);/g)].map(([, time]) => time);
    asked.push(begin);
    const hours = (Date.parse(end) - Date.parse(begin)) / 3_600_000;
    if (hours > mostHours) return { incomplete: 'the result has more than 500000 rows' };
    return {
      rows: text.includes('mv-expand Policy = Policies\n| extend PolicyId') ? [] : [use(begin, hours)],
    };
  };
  return { asked, query };
}

function use(at: string, count: number) {
  const names = {
    UserPrincipalName: 'ann@home.example',
    AppDisplayName: 'CLI',
    ResourceDisplayName: 'Graph',
  };
  const ids = { UserId: 'ann', AppId: 'cli', ResourceId: 'graph', ResourceTenantId: '' };
  return { Kind: 'direct', Count: count, WithoutPolicies: 0, FirstAt: at, LastAt: at, ...names, ...ids };
}

it('asks in halves for what one answer has no room for, and takes them together', async () => {
  const { query } = workspaceOf(1);

  const reading = await new LogAnalyticsSignInReader({ query }, () => now).read(request);

  expect(reading).toMatchObject({
    kind: 'counted',
    examined: 4,
    counts: { signIns: 4, uses: [{ count: 4, firstAt: request.from, lastAt: '2026-11-02T03:00:00.000Z' }] },
  });
});

it('says so where a minute is too much, and stops asking', async () => {
  const { asked, query } = workspaceOf(0);

  const reading = await new LogAnalyticsSignInReader({ query }, () => now).read(request);

  expect(reading).toMatchObject({ kind: 'refused', reason: 'failed' });
  expect(reading).toHaveProperty('why', expect.stringContaining('500000 rows'));
  expect(asked.length).toBeLessThan(10);
});

it('takes the results of one policy together, and keeps by which errors it refused', async () => {
  const rows = [53003, 530036, 53003].map((ErrorCode, at) => ({
    ...{ PolicyId: 'p1', PolicyDisplayName: 'Block', Result: 'failure', ErrorCode, Count: at + 1 },
    ...{ UserId: 'ann', UserPrincipalName: 'ann@home.example', AppId: 'cli', AppDisplayName: 'CLI' },
  }));
  const query = async (text: string): Promise<QueryOutcome> => ({
    rows: text.includes('mv-expand Policy = Policies\n| extend PolicyId') ? rows : [],
  });

  const reading = await new LogAnalyticsSignInReader({ query }, () => now).read(request);

  expect(reading).toMatchObject({
    counts: { policyResults: [{ result: 'failure', count: 6, errorCodes: { 53003: 4, 530036: 2 } }] },
  });
});
