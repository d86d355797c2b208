import { describe, expect, test } from 'vitest';
import { type JudgeOptions, judgeStepwise, judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { everyUser, graphGroup, graphPolicy, graphUser } from '../example-tenant.ts';
import { directory, today } from './judgement.ts';

const crewIds = Array.from({ length: 25 }, (_, number) => `crew-${number}`);
const crew = crewIds.map((id) => graphUser(id, { userPrincipalName: `${id}@example.com` }));
const exceptCrew = graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } });
const tenant: TenantSnapshot = {
  ...directory,
  policies: [exceptCrew],
  users: [...crew, graphUser('gone', { accountEnabled: false }), graphUser('cem')],
  groups: [graphGroup('crew', [...crewIds, 'gone'])],
};

/** The lists of one control. */
function listsOf(snapshot: TenantSnapshot, options: Partial<JudgeOptions> = {}) {
  const asked = { at: today, controls: ['device-code-flow-blocked'], ...options };
  const [judged] = judgeStepwise(snapshot, asked).controls;
  if (judged === undefined) throw new Error('Nothing was decided.');
  return judged;
}

describe('The list of a gap', () => {
  test('holds all whom the gap counts, those of its sample first, and nobody else', () => {
    const { gaps, result } = listsOf(tenant);

    const listed = gaps.map(({ number, gap, users }) => ({ number, gap, users: [...users] }));
    const users = crewIds.map((id) => ({
      id,
      displayName: `User ${id}`,
      userPrincipalName: `${id}@example.com`,
    }));
    expect(listed).toEqual([{ number: 1, gap: result.gaps[0], users }]);
    expect(result.gaps[0]?.who.sample.map(({ id }) => id)).toEqual(crewIds.slice(0, 10));
  });

  test('can be read again, and in part', () => {
    const [first] = listsOf(tenant).gaps;
    const [one] = first?.users ?? [];

    expect(one?.id).toBe('crew-0');
    expect([...(first?.users ?? [])]).toHaveLength(crew.length);
  });

  test('holds no name where none was given, and the last one where a user came twice', () => {
    const users = [
      graphUser('crew-0', { userPrincipalName: 'old@example.com' }),
      graphUser('crew-0', { userPrincipalName: 'new@example.com' }),
      { id: 'crew-1', accountEnabled: true },
    ];

    const [first] = listsOf({ ...tenant, users }).gaps;

    expect([...(first?.users ?? [])]).toEqual([
      { id: 'crew-0', displayName: 'User crew-0', userPrincipalName: 'new@example.com' },
      { id: 'crew-1', displayName: 'crew-1', userPrincipalName: null },
    ]);
  });

  test('leaves out whom an exception lets through: they are listed apart', () => {
    const { gaps, excepted } = listsOf(tenant, { emergencyAccess: ['crew-3', 'crew-4'] });

    expect(gaps.flatMap(({ users }) => [...users])).toHaveLength(crew.length - 2);
    expect(
      excepted.map(({ gap, users }) => [gap.exception.principalId, [...users].map(({ id }) => id)]),
    ).toEqual([
      ['crew-3', ['crew-3']],
      ['crew-4', ['crew-4']],
    ]);
  });

  test('is empty where it is in doubt who is in the gap', () => {
    const { gaps, result } = listsOf({ ...tenant, groups: [], unread: [{ kind: 'group', id: 'crew' }] });

    expect(result.verdict).toBe('inconclusive');
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.flatMap(({ users }) => [...users])).toEqual([]);
  });

  test('is empty where no directory was given', () => {
    const { gaps } = listsOf({ policies: [] });

    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.flatMap(({ users }) => [...users])).toEqual([]);
  });

  test('goes with the gap of every control, as many users as it counts', () => {
    const options = { at: today, emergencyAccess: ['ann'] };
    const snapshot = { ...directory, policies: [exceptCrew] };

    const judged = [...judgeStepwise(snapshot, options).controls];

    expect(judged.map(({ result }) => result)).toEqual(judgeTenant(snapshot, options).controls);
    const lists = judged.flatMap(({ gaps, excepted }) => [...gaps, ...excepted]);
    expect(lists.length).toBeGreaterThan(10);
    for (const { gap, users } of lists) {
      const listed = [...users].map(({ id, displayName }) => ({ id, displayName }));
      expect(listed).toHaveLength(gap.who.count ?? 0);
      expect(listed.slice(0, 10)).toEqual(gap.who.sample);
    }
    for (const { gaps, excepted, result } of judged) {
      expect(gaps.map(({ gap }) => gap)).toEqual(result.gaps);
      expect(excepted.map(({ gap }) => gap)).toEqual(result.excepted);
    }
  });
});
