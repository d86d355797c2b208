import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../shared/core/controls/control-result.ts';
import { CONTROL_KEYS, type ControlKey } from './brute-force/claims.ts';
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
import { decidedControls, proverResult } from './prover.ts';
import { type RandomTenant, randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(40, 2000);

type Decide = (tenant: RandomTenant, control: ControlKey) => Verdict;

const tryEverySignIn: Decide = ({ snapshot, options }, control) =>
  bruteForce(snapshot, options, bruteForceData, control).verdict;
const prove: Decide = (tenant, control) => proverResult(tenant, control).verdict;

const decisions: readonly (readonly [string, ControlKey, Decide])[] = [
  ...CONTROL_KEYS.map((control) => ['trying every sign-in', control, tryEverySignIn] as const),
  ...decidedControls.map((control) => ['the prover', control, prove] as const),
];

describe.each(decisions)(`of %s for %s ${title(numbers)}`, (_name, control, decideControl) => {
  const decide = (tenant: RandomTenant): Verdict => decideControl(tenant, control);
  const changed = (change: (tenant: RandomTenant) => fc.Arbitrary<Change>): fc.Arbitrary<Change> =>
    randomTenantFor(control).chain(change);

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
