import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../shared/core/controls/control-result.ts';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import {
  type Change,
  readLess,
  renamed,
  reordered,
  withOneBlockMore,
  withOnePolicySplit,
  withOnePolicyTwice,
} from './changes.ts';
import { proverResult } from './prover.ts';
import { type RandomTenant, randomTenant } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(150, 2000);

type Decide = (tenant: RandomTenant) => Verdict;

const tryEverySignIn: Decide = ({ snapshot, options }) =>
  bruteForce(snapshot, options, bruteForceData).verdict;
const prove: Decide = (tenant) => proverResult(tenant).verdict;

function changed(change: (tenant: RandomTenant) => fc.Arbitrary<Change>): fc.Arbitrary<Change> {
  return randomTenant.chain(change);
}

describe.each([
  ['trying every sign-in', tryEverySignIn],
  ['the prover', prove],
])(`of %s ${title(numbers)}`, (_name, decide) => {
  test.each([
    ['the order of policies', reordered],
    ['the names of ids', renamed],
    ['a copy of a policy', withOnePolicyTwice],
    ['a policy cut in two by platform', withOnePolicySplit],
  ])(
    'the verdict does not depend on %s',
    (_change, change) => {
      fc.assert(
        fc.property(changed(change), ({ before, after }) => {
          expect(decide(after)).toBe(decide(before));
        }),
        numbers,
      );
    },
    300_000,
  );

  test('one more block never opens a gap', () => {
    fc.assert(
      fc.property(changed(withOneBlockMore), ({ before, after }) => {
        expect([decide(before), decide(after)]).not.toEqual(['pass', 'fail']);
      }),
      numbers,
    );
  }, 300_000);

  test('reading less never turns a pass into a fail nor a fail into a pass', () => {
    fc.assert(
      fc.property(changed(readLess), ({ before, after }) => {
        const verdicts = [decide(before), decide(after)];

        expect(verdicts).not.toEqual(['pass', 'fail']);
        expect(verdicts).not.toEqual(['fail', 'pass']);
      }),
      numbers,
    );
  }, 300_000);
});
