import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../shared/core/compare/compare-tenants.ts';
import type { ControlComparison } from '../../shared/core/compare/comparison.ts';
import { type ControlKey, claimOf } from './brute-force/claims.ts';
import { bruteForceOpening } from './brute-force/opening.ts';
import { readPolicy } from './brute-force/read-policy.ts';
import { readPair } from './brute-force/tenant-pair.ts';
import { passageOfWitness } from './brute-force/witness.ts';
import { bruteForceData } from './brute-force-data.ts';
import { type Change, reordered, withOnePolicySplit, withOnePolicyTwice } from './changes.ts';
import { decidedControls } from './prover.ts';
import { changed } from './random-change.ts';
import { type RandomTenant, randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(40, 1000);
const changes = runs(80, 2500);

function compared({ before, after }: Change, control: ControlKey): ControlComparison {
  const { controls } = compareTenants(before.snapshot, after.snapshot, {
    ...after.options,
    controls: [control],
  });
  const result = controls.find((one) => one.control === control);
  if (result === undefined) throw new Error(`Nothing was said of ${control}.`);
  return result;
}

const unchanged = (before: RandomTenant): fc.Arbitrary<Change> => fc.constant({ before, after: before });

const always = (): boolean => true;

/** Whether another policy is in force of which that is unknown, is another unknown, whatever it says. */
function isEachPolicyUnderstood({ before }: Change): boolean {
  return before.snapshot.policies.every((wire) => {
    const policy = readPolicy(wire, '');
    return policy === null || (policy.kind === 'understood' && policy.provisos.length === 0);
  });
}

describe.each(decidedControls)(`of %s ${title(numbers)}`, (control) => {
  test.each([
    ['nothing', unchanged, always],
    ['the order of policies', reordered, always],
    ['a copy of a policy', withOnePolicyTwice, isEachPolicyUnderstood],
    ['a policy cut in two', withOnePolicySplit, isEachPolicyUnderstood],
  ] as const)(
    'no gap opens and none closes by %s',
    (_change, change, isSame) => {
      fc.assert(
        fc.property(randomTenantFor(control).chain(change), (pair) => {
          const { opens, closes } = compared(pair, control);

          expect([opens, closes]).not.toContain('yes');
          if (isSame(pair)) expect([opens, closes]).toEqual(['no', 'no']);
        }),
        numbers,
      );
    },
    300_000,
  );
});

const ofEverySignIn = decidedControls.filter(
  (key) => key !== 'trusted-locations-defined' && key !== 'exclusionary-geographic-policy',
);

describe.each(ofEverySignIn)(`of %s ${title(changes)}`, (control) => {
  test('a change opens and closes what trying every sign-in before and after finds, and its witness gets through', () => {
    fc.assert(
      fc.property(randomTenantFor(control).chain(changed), ({ before, after }) => {
        const read = (then: RandomTenant, now: RandomTenant) =>
          readPair(then.snapshot, now.snapshot, now.options, bruteForceData, claimOf(control));
        const pair = read(before, after);

        const { opens, closes, witness } = compared({ before, after }, control);

        const found = { opens: bruteForceOpening(pair), closes: bruteForceOpening(read(after, before)) };
        expect({ opens, closes }).toEqual(found);
        expect(witness === null).toBe(opens === 'no');
        if (witness === null) return;
        // Tried among the people of both inputs: somebody whom only the former one names may be there all the same.
        expect(passageOfWitness(witness, pair.after)).toMatchObject(
          opens === 'yes' ? { surely: true } : { possibly: true },
        );
      }),
      changes,
    );
  }, 1_200_000);
});
