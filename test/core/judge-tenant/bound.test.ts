import { describe, expect, test } from 'vitest';
import { everyUser, graphPolicy, roleAssignment } from '../example-tenant.ts';
import { judge } from './judgement.ts';

const numbers = Array.from({ length: 40 }, (_, number) => number);

/** Random numbers, the same at every run. */
function randomNumbers(): (below: number) => number {
  let state = 7;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/**
 * Policies on three or four of eighty unread groups and locations each, some included and some excluded. Whether they
 * leave a gap is as hard as a random question of that size is.
 */
function entangledPolicies(excludeUsers: readonly string[] = []): readonly unknown[] {
  const random = randomNumbers();
  const group = () => `group-${random(40)}`;
  const location = () => `location-${random(40)}`;
  return Array.from({ length: 330 }, (_, number) =>
    graphPolicy({
      id: `entangled-${number}`,
      users:
        random(2) === 0
          ? { includeGroups: [group()], excludeUsers }
          : { ...everyUser, excludeGroups: [group()], excludeUsers },
      conditions: {
        locations: {
          includeLocations: [random(2) === 0 ? location() : 'All'],
          excludeLocations: [location()],
        },
      },
    }),
  );
}

describe('A tenant whose policies are too entangled to decide', () => {
  test('is inconclusive within the bound, and says so', () => {
    const result = judge(entangledPolicies(), {}, { budget: 150 });

    expect(result.verdict).toBe('inconclusive');
    expect(result.reasons[0]).toBe(
      'The policies are too entangled to decide for every user within the set bound of 150 steps.',
    );
  });

  test('is a fail all the same where one user surely gets through, and says that there may be others', () => {
    const { verdict, usersInGap, reasons } = judge(entangledPolicies(['ann']), {}, { budget: 150 });

    expect([verdict, usersInGap]).toEqual(['fail', 1]);
    expect(reasons.at(-1)).toMatch(/too entangled to decide for every user/);
  });

  test('is decided in the end although dozens of excluded locations were not read', () => {
    const excludeLocations = ['AllTrusted', ...numbers.map((number) => `unread-${number}`)];
    const policy = graphPolicy({
      conditions: { locations: { includeLocations: ['All'], excludeLocations } },
    });

    expect(judge([policy]).verdict).toBe('inconclusive');
  });

  test('is decided in the end although unread groups hold dozens of excluded roles', () => {
    const excludeRoles = numbers.map((number) => `role-${number}`);
    const roleAssignments = numbers.map((number) => ({
      ...roleAssignment(`group-${number}`),
      roleDefinitionId: `role-${number}`,
    }));
    const unread = numbers.map((number) => ({ kind: 'group', id: `group-${number}` }));

    const policy = graphPolicy({ users: { ...everyUser, excludeRoles } });

    expect(judge([policy], { roleAssignments, unread }).verdict).toBe('inconclusive');
  });
});
