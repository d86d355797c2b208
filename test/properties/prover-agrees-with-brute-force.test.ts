import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesByTopic } from './cases/all-cases.ts';
import { AT } from './cases/tenant-case.ts';
import { decidedControls, proverResult } from './prover.ts';
import { randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';
import { expectSameAnswer } from './same-answer.ts';

/** In the full run a hundred thousand tenants for the eight controls. */
const numbers = runs(400, 12_500);

test.for(decidedControls)(
  `of %s the prover says what trying every sign-in says ${title(numbers)}`,
  { timeout: 1_200_000 },
  (control) => {
    fc.assert(
      fc.property(randomTenantFor(control), (tenant) => {
        expectSameAnswer(tenant, control);
      }),
      numbers,
    );
  },
);

const decidedCases = casesByTopic
  .map(([topic, cases]) => [topic, cases.filter(({ control }) => decidedControls.includes(control))] as const)
  .filter(([, cases]) => cases.length > 0);

describe.each(decidedCases)('the prover decides cases about %s', (_topic, cases) => {
  test.each(cases)(
    '$control: $name: $verdict',
    ({ control, snapshot, options, verdict, usersSurelyInGap }) => {
      const result = proverResult({ snapshot, options: { at: AT, ...options } }, control);

      expect(result.verdict).toBe(verdict);
      if (usersSurelyInGap !== undefined) expect(result.usersInGap).toBe(usersSurelyInGap.length);
    },
  );
});
