import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { casesByTopic } from './cases/all-cases.ts';
import { annExcepted } from './cases/exceptions.ts';
import { AT } from './cases/tenant-case.ts';

describe.each(casesByTopic)('trying every sign-in decides cases about %s', (_topic, cases) => {
  test.each(cases)(
    '$control: $name: $verdict',
    ({ control, snapshot, options, verdict, usersSurelyInGap }) => {
      const answer = bruteForce(snapshot, { at: AT, ...options }, bruteForceData, control);

      expect(answer.verdict).toBe(verdict);
      if (usersSurelyInGap !== undefined) expect(answer.usersSurelyInGap).toEqual(usersSurelyInGap);
    },
  );
});

test('names the users whom an exception keeps out of the gap', () => {
  const { snapshot, options } = annExcepted;

  const answer = bruteForce(snapshot, { at: AT, ...options }, bruteForceData);

  expect(answer.excepted).toEqual(['ann']);
});
