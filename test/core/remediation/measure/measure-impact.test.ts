import { describe, expect, it } from 'vitest';
import { bestOf, planned } from '../planning.ts';
import { evidence, measured, policyId, policyResult, quietDay, remediationOf, use } from './measuring.ts';

const stopped = { result: 'reportOnlyFailure' };
const letThrough = { result: 'reportOnlyNotApplied' };
const people = ({ people }: ReturnType<typeof measured>) => people.map(({ userId }) => userId);

describe('Whom the policies would hurt', () => {
  it('names everybody whom a policy would have stopped, by app, with what they can use instead', () => {
    const impact = measured([
      evidence([policyResult({ count: 2 })], [use({ count: 2 })]),
      evidence([policyResult({ count: 3 })], [use({ kind: 'tracked', count: 3 })], '2026-11-05'),
    ]);

    expect(impact.people).toEqual([
      {
        userId: 'ann',
        userPrincipalName: 'ann@tenant.example',
        isExcepted: false,
        apps: [
          expect.objectContaining({
            appDisplayName: 'Azure CLI',
            wouldBlock: 5,
            direct: 2,
            tracked: 3,
            instead: expect.stringContaining('az login'),
          }),
        ],
      },
    ]);
  });

  it('counts an interrupt as a stop, as nobody knows that the user could have answered it', () => {
    expect(people(measured([evidence([policyResult({ result: 'reportOnlyInterrupted' })])]))).toEqual([
      'ann',
    ]);
  });

  it.each([
    ['whom the policy did not apply to', [policyResult(letThrough)], [use()]],
    ['who would have satisfied it', [policyResult({ result: 'reportOnlySuccess' })], []],
    ['whom another policy would have stopped', [policyResult({ policyId: 'other' })], []],
    [
      'who used a resource of another tenant, whose policies decide',
      [],
      [use({ resourceTenantId: 'other' })],
    ],
    ['who was blocked before as well', [], [use({ kind: 'blocked' })]],
    ['who used the flow only before the policy was there', [], [use({ lastAt: '2026-11-03T09:59:59.000Z' })]],
  ])('leaves out %s', (_who, results, uses) => {
    expect(measured([evidence(results, uses)]).people).toEqual([]);
  });

  it('names who used the flow without any result of the policy: nobody knows that it lets them through', () => {
    expect(
      people(measured([evidence([policyResult({ ...letThrough, count: 1 })], [use({ count: 2 })])])),
    ).toEqual(['ann']);
  });

  it('names them also where the policy did not apply to other sign-ins of theirs on other days', () => {
    const days = [
      evidence([], [use()]),
      evidence([policyResult({ ...letThrough, count: 9 })], [], '2026-11-05'),
    ];

    expect(people(measured(days))).toEqual(['ann']);
  });

  it('asks no use of the flow for another control, which rests on results alone', () => {
    const control = 'mfa-for-all-users';
    const remediation = remediationOf(bestOf(planned([], {}, { control })));

    const impact = measured([evidence([policyResult(letThrough)], [use({ count: 9 })])], { remediation });

    expect(impact.people).toEqual([]);
    expect(impact.days.map(({ direct }) => direct)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('marks who is excepted, and tells of their uses though the policy lets them through', () => {
    const days = [
      evidence([policyResult({ ...letThrough, userId: 'room' }), policyResult()], [use({ userId: 'room' })]),
    ];

    const impact = measured(days, { exceptedUserIds: new Set(['room']) });

    expect(impact.people.map(({ userId, isExcepted }) => [userId, isExcepted])).toEqual([
      ['ann', false],
      ['room', true],
    ]);
  });

  it('tells who is new since the measurement before', () => {
    const first = measured([evidence([policyResult()])]);
    const second = measured([evidence([policyResult(), policyResult({ userId: 'bob' })])], {
      earlier: first,
    });

    expect([first.newPeople, second.newPeople]).toEqual([['ann'], ['bob']]);
  });
});

describe('What is told of each day', () => {
  it('tells of every day since the policy is there, also of those that nothing is known of', () => {
    const impact = measured([
      evidence(
        [policyResult({ ...stopped, count: 2 }), policyResult({ ...letThrough, userId: 'bob', count: 7 })],
        [use({ count: 2 }), use({ kind: 'tracked', count: 4 })],
      ),
    ]);

    expect(impact.days).toHaveLength(8);
    expect(impact.days[0]).toEqual({
      ...{ day: '2026-11-03', hasData: false },
      ...{ wouldBlock: 0, notApplied: 0, direct: 0, tracked: 0 },
    });
    expect(impact.days[1]).toEqual({
      ...{ day: '2026-11-04', hasData: true },
      ...{ wouldBlock: 2, notApplied: 7, direct: 2, tracked: 4 },
    });
  });

  it('counts a sign-in that two policies would have stopped once', () => {
    const [first, ...others] = bestOf(planned([])).policies;
    if (first === undefined) throw new Error('There is no policy.');
    const plan = { ...bestOf(planned([])), policies: [first, first, ...others] };
    const remediation = remediationOf(plan, [{}, { change: 1, policyId: 'second' }]);
    const results = [policyResult({ count: 3 }), policyResult({ policyId: 'second', count: 2 })];

    const impact = measured([evidence(results)], { remediation });

    expect(impact.days[1]).toMatchObject({ hasData: true, wouldBlock: 3 });
    expect(impact.people[0]?.apps).toMatchObject([{ wouldBlock: 3 }]);
  });
});

describe('What is approved', () => {
  const open = ['2026-11-05', '2026-11-06', '2026-11-07'].map(quietDay);
  const hurt = evidence([policyResult({ userId: 'zoe' }), policyResult(), policyResult({ userId: 'room' })]);

  it('is nothing as long as too little was seen', () => {
    expect(measured([hurt]).enforcement).toBeNull();
  });

  it('names the policies and everybody who is hurt, sorted, but for those who are excepted', () => {
    const impact = measured([hurt, ...open], { exceptedUserIds: new Set(['room']) });

    expect(impact.enforcement).toEqual({
      version: 1,
      remediationId: impact.remediationId,
      tenantId: impact.tenantId,
      planHash: 'sha256:plan',
      policyIds: [policyId],
      acknowledges: [
        { userId: 'ann', userPrincipalName: 'ann@tenant.example' },
        { userId: 'zoe', userPrincipalName: 'zoe@tenant.example' },
      ],
    });
  });

  it('is nothing while somebody would be stopped for whom an exception is approved, and says what to do', () => {
    const { enforcement, gate } = measured([hurt, ...open], { stoppedAllTheSame: new Set(['room', 'cem']) });

    expect(enforcement).toBeNull();
    expect(gate).toEqual({
      open: false,
      daysWithData: 4,
      reasons: [expect.stringMatching(/^An exception is approved for room@tenant.example, .*propose anew/)],
    });
  });

  it('stays the same while the same people are stopped again', () => {
    const before = measured([hurt, ...open]);
    const more = evidence([policyResult({ count: 9 })], [use({ count: 9 })], '2026-11-08');

    const after = measured([hurt, ...open, more], {
      earlier: before,
      measuredAt: '2026-11-11T09:00:00.000Z',
    });

    expect(after.people).not.toEqual(before.people);
    expect(after.enforcement).toEqual(before.enforcement);
  });

  it('stays the same when the log calls somebody by two names', () => {
    const before = measured([hurt, ...open]);
    const renamed = evidence(
      [policyResult({ userPrincipalName: 'ann.two@tenant.example' })],
      [],
      '2026-11-08',
    );

    const after = measured([hurt, ...open, renamed], { earlier: before });

    expect(after.enforcement).toEqual(before.enforcement);
  });

  it('changes when one more person is hurt', () => {
    const before = measured([hurt, ...open]);
    const more = evidence([policyResult({ userId: 'eve' })], [], '2026-11-09');

    expect(measured([hurt, ...open, more], { earlier: before }).enforcement).not.toEqual(before.enforcement);
  });
});

describe('Once the policies are in force', () => {
  const enforcedAt = '2026-11-06T12:00:00.000Z';
  const refusal = (more: Parameters<typeof policyResult>[0]) => policyResult({ result: 'failure', ...more });

  it('counts what they refused since then, by error', () => {
    const impact = measured(
      [
        evidence([refusal({ count: 3, errorCodes: { 53003: 3 } })], [], '2026-11-06'),
        evidence(
          [
            refusal({ count: 2, errorCodes: { 53003: 1, 530036: 1 } }),
            refusal({ policyId: 'other', count: 5, errorCodes: { 53003: 5 } }),
          ],
          [],
          '2026-11-08',
        ),
      ],
      { enforcedAt },
    );

    expect(impact.refusedSinceEnforcement).toEqual({ 53003: 4, 530036: 1 });
  });

  it('counts nothing that was refused before', () => {
    const before = evidence([refusal({ errorCodes: { 53003: 3 } })], [], '2026-11-05');

    expect(measured([before], { enforcedAt }).refusedSinceEnforcement).toEqual({});
    expect(measured([before]).refusedSinceEnforcement).toEqual({});
  });

  it('goes on telling what was seen until then, and no more', () => {
    const later = evidence([policyResult({ userId: 'bob' })], [use()], '2026-11-08');

    const impact = measured([evidence([policyResult()]), later], { enforcedAt });

    expect(impact.days.at(-1)?.day).toBe('2026-11-06');
    expect(people(impact)).toEqual(['ann']);
  });
});
