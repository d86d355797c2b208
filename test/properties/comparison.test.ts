import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../shared/core/compare/compare-tenants.ts';
import type { ControlComparison } from '../../shared/core/compare/comparison.ts';
import type { ControlKey } from './brute-force/claims.ts';
import { type Change, reordered, withOnePolicySplit, withOnePolicyTwice } from './changes.ts';
import { decidedControls } from './prover.ts';
import { type RandomTenant, randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(40, 2000);

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

describe.each(decidedControls)(`of %s ${title(numbers)}`, (control) => {
  test.each([
    ['nothing', unchanged],
    ['the order of policies', reordered],
    ['a copy of a policy', withOnePolicyTwice],
    ['a policy cut in two', withOnePolicySplit],
  ])(
    'no gap opens and none closes by %s',
    (_change, change) => {
      fc.assert(
        fc.property(randomTenantFor(control).chain(change), (pair) => {
          expect(compared(pair, control)).toMatchObject({ opens: 'no', closes: 'no', change: 'none' });
        }),
        numbers,
      );
    },
    300_000,
  );
});
