import { describe, expect, it } from 'vitest';
import { graphPolicy } from '../../example-tenant.ts';
import { bestOf, planned } from '../planning.ts';
import { evidence, measured, policyResult, quietDay, remediationOf } from './measuring.ts';

const threeDays = ['2026-11-05', '2026-11-07', '2026-11-09'].map(quietDay);

function reasons(...asked: Parameters<typeof measured>): string {
  const { gate } = measured(...asked);
  return gate.open ? 'open' : gate.reasons.join('\n');
}

describe('The gate before enforcement', () => {
  it('opens after so many different whole days with data, in a row or not', () => {
    expect(measured(threeDays).gate).toEqual({ open: true, daysWithData: 3 });
  });

  it.each([
    ['the day on which it began to be observed', '2026-11-03'],
    ['the present day', '2026-11-10'],
    ['a day before it was there', '2026-11-02'],
  ])('does not count %s', (_what, day) => {
    const { gate } = measured([...threeDays.slice(1), quietDay(day)]);

    expect(gate).toMatchObject({ open: false, daysWithData: 2 });
  });

  it('counts the day on which it began to be observed where that was at midnight', () => {
    const since = '2026-11-03T00:00:00.000Z';

    expect(measured([...threeDays.slice(1), quietDay('2026-11-03')], { since }).gate.open).toBe(true);
  });

  it('counts a day once, however much was seen', () => {
    const busy = evidence([policyResult({ count: 500 }), policyResult({ userId: 'bob', count: 500 })]);

    expect(measured([busy]).gate).toMatchObject({ open: false, daysWithData: 1 });
  });

  it('says how many days of how many there are, and that today is not over', () => {
    expect(reasons(threeDays.slice(1))).toMatch(/^2 of 3 whole days have data of the policy/);
    expect(reasons(threeDays.slice(1))).toContain('2026-11-10 does not count until it is over.');
  });

  it.each([
    ['the licence', 'The tenant has no Entra ID P1: the log may not be read.'],
    ['the permission', 'Grant AuditLog.Read.All.'],
    ['what is late', 'The log may still show more of these times.'],
    ['the limit', 'There are more sign-ins a day than SIGN_IN_VOLUME_LIMIT.'],
    ['a fault', 'Graph does not answer.'],
  ])('stays closed for %s though there are results, and says why', (_what, why) => {
    const missing = [{ from: '2026-11-09T20:00:00.000Z', to: '2026-11-10T00:00:00.000Z', why }];

    expect(reasons(threeDays, { missing })).toContain(`2026-11-09 does not count: ${why}`);
  });

  it('tells of days in a row with the same reason at once', () => {
    const missing = [
      { from: '2026-11-04T00:00:00.000Z', to: '2026-11-07T00:00:00.000Z', why: 'Graph does not answer.' },
    ];

    expect(reasons(threeDays, { missing })).toContain(
      '2026-11-04 to 2026-11-06 does not count: Graph does not answer.',
    );
  });

  it('does not count a day on which no sign-in carried any result of the policy', () => {
    const enforced = evidence([policyResult({ result: 'failure' })], [], '2026-11-06');

    expect(reasons([...threeDays.slice(1), enforced])).toContain(
      '2026-11-04 to 2026-11-06 does not count: No sign-in carried any result of',
    );
  });

  it('asks for data of every observed policy', () => {
    const plan = bestOf(planned([]));
    const remediation = remediationOf({ ...plan, policies: plan.policies.flatMap((one) => [one, one]) }, [
      {},
      { change: 1, policyId: 'second' },
    ]);

    expect(measured(threeDays, { remediation }).gate).toMatchObject({ open: false, daysWithData: 0 });
  });

  it('observes a policy that was in report-only before, by its own id', () => {
    const state = 'enabledForReportingButNotEnforced';
    const remediation = remediationOf(bestOf(planned([graphPolicy({ id: 'Watched', state })])), []);
    const days = threeDays.map(({ day }) => evidence([policyResult({ policyId: 'watched' })], [], day));

    expect(measured(days, { remediation })).toMatchObject({
      gate: { open: true },
      enforcement: { policyIds: ['watched'] },
    });
  });

  it('stays closed for a policy that was not written', () => {
    expect(reasons(threeDays, { remediation: remediationOf(undefined, []) })).toContain('Not written yet');
  });

  it('stays closed where nothing is observed', () => {
    const plan = { ...bestOf(planned([])), policies: [] };

    expect(reasons(threeDays, { remediation: remediationOf(plan) })).toContain('there is nothing to observe');
  });
});
