import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Verdict } from '../../shared/core/controls/control-result.ts';
import { CONTROL_KEYS, type ControlKey } from './brute-force/claims.ts';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(300, 2000);

/** Only these can be of no matter to a tenant: nobody may hold a role, and no risk may be told. */
function possibleVerdicts(control: ControlKey): readonly Verdict[] {
  const always: readonly Verdict[] = ['pass', 'fail', 'inconclusive'];
  const mayHaveNoScope = control === 'mfa-for-administrators' || control === 'mfa-for-risky-sign-ins';
  return mayHaveNoScope ? [...always, 'notApplicable'] : always;
}

test.for(CONTROL_KEYS)(
  `every verdict on %s comes up often ${title(numbers)}`,
  { timeout: 300_000 },
  async (control, { annotate }) => {
    const verdicts = fc
      .sample(randomTenantFor(control), numbers)
      .map(({ snapshot, options }) => bruteForce(snapshot, options, bruteForceData, control).verdict);
    const shares = possibleVerdicts(control).map(
      (verdict) => [verdict, verdicts.filter((one) => one === verdict).length / verdicts.length] as const,
    );
    const split = Object.fromEntries(shares);
    await annotate(`split: ${JSON.stringify(split)}`);

    expect(Math.min(...Object.values(split))).toBeGreaterThanOrEqual(0.05);
  },
);
