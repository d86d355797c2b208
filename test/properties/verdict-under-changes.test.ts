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

const numbers = runs(40, 1000);

interface Decision {
  readonly verdict: Verdict;
  /** Null where the control does not tell. */
  readonly usersInGap: number | null;
}

type Decide = (tenant: RandomTenant, control: ControlKey) => Decision;

const tryEverySignIn: Decide = ({ snapshot, options }, control) => {
  const { verdict, usersSurelyInGap } = bruteForce(snapshot, options, bruteForceData, control);
  return { verdict, usersInGap: usersSurelyInGap?.length ?? null };
};

const prove: Decide = (tenant, control) => {
  const { verdict, usersInGap } = proverResult(tenant, control);
  return { verdict, usersInGap };
};

const decisions: readonly (readonly [string, ControlKey, Decide])[] = [
  ...CONTROL_KEYS.map((control) => ['trying every sign-in', control, tryEverySignIn] as const),
  ...decidedControls.map((control) => ['the prover', control, prove] as const),
];

describe.each(decisions)(`of %s for %s ${title(numbers)}`, (_name, control, decideControl) => {
  const decide = (tenant: RandomTenant): Decision => decideControl(tenant, control);
  const changed = (change: (tenant: RandomTenant) => fc.Arbitrary<Change>): fc.Arbitrary<Change> =>
    randomTenantFor(control).chain(change);

  test.each([
    ['the order of policies', reordered],
    ['the names of ids', renamed],
    ['a copy of a policy', withOnePolicyTwice],
    ['a policy cut in two', withOnePolicySplit],
  ])(
    'neither the verdict nor the users in the gap depend on %s',
    (_change, change) => {
      fc.assert(
        fc.property(changed(change), ({ before, after }) => {
          expect(decide(after)).toEqual(decide(before));
        }),
        numbers,
      );
    },
    300_000,
  );

  test('one more block never opens a gap', () => {
    fc.assert(
      fc.property(changed(withOneBlockMore), ({ before, after }) => {
        const [then, now] = [decide(before), decide(after)];

        if (then.verdict === 'pass') expect(now.verdict).toBe('pass');
        expect(now.usersInGap ?? 0).toBeLessThanOrEqual(then.usersInGap ?? 0);
      }),
      numbers,
    );
  }, 300_000);

  test('reading less never turns a pass into a fail nor a fail into a pass', () => {
    fc.assert(
      fc.property(changed(readLess), ({ before, after }) => {
        const verdicts = [decide(before).verdict, decide(after).verdict];

        expect(verdicts).not.toEqual(['pass', 'fail']);
        expect(verdicts).not.toEqual(['fail', 'pass']);
      }),
      numbers,
    );
  }, 300_000);
});
