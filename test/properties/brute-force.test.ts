import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import { casesByTopic } from './cases/all-cases.ts';
import { annExcepted } from './cases/exceptions.ts';
import { AT } from './cases/tenant-case.ts';
import { suiteMembers } from './suite-members.ts';

describe.each(casesByTopic)('trying every sign-in decides cases about %s', (_topic, cases) => {
  test.each(cases)('$name: $verdict', ({ snapshot, options, verdict, usersSurelyInGap }) => {
    const answer = bruteForce(snapshot, { at: AT, ...options }, suiteMembers);

    expect(answer.verdict).toBe(verdict);
    if (usersSurelyInGap !== undefined) expect(answer.usersSurelyInGap).toEqual(usersSurelyInGap);
  });
});

test('names the users whom an exception keeps out of the gap', () => {
  const { snapshot, options } = annExcepted;

  const answer = bruteForce(snapshot, { at: AT, ...options }, suiteMembers);

  expect(answer.excepted).toEqual(['ann']);
});
