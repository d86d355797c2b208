import { describe, expect, it } from 'vitest';
import { nextSlot } from '../../../../shared/adapters/graph/pacing/next-slot.ts';
import { requestFamily } from '../../../../shared/adapters/graph/pacing/request-family.ts';

describe('The next slot', () => {
  it.each([
    { previous: undefined, now: 5_000, expected: 5_000, when: 'now for the first request' },
    { previous: 5_000, now: 5_200, expected: 6_100, when: 'a spacing after the previous one' },
    { previous: 5_000, now: 9_000, expected: 9_000, when: 'now where the spacing is over' },
    { previous: 7_200, now: 5_000, expected: 8_300, when: 'after those that wait already' },
  ])('is $when', ({ previous, now, expected }) => {
    expect(nextSlot(previous, now, 1_100)).toBe(expected);
  });
});

describe('The family of a request', () => {
  it.each([
    ['https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies', 'conditionalAccess'],
    [
      'https://graph.microsoft.com/v1.0/identity/conditionalAccess/namedLocations?$skip=2',
      'conditionalAccess',
    ],
    ['https://graph.microsoft.com/beta/identity/conditionalaccess/settings', 'conditionalAccess'],
    ['https://graph.microsoft.com/v1.0/users?$filter=/identity/conditionalAccess/', 'directory'],
    ['https://graph.microsoft.com/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', 'directory'],
  ])('of %s is %s', (url, family) => {
    expect(requestFamily(url)).toBe(family);
  });
});
