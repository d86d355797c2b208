import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ControlKey } from './brute-force/claims.ts';
import { type BruteForceAnswer, bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { casesByTopic } from './cases/all-cases.ts';
import { AT } from './cases/tenant-case.ts';
import { decidedControls, proverResult } from './prover.ts';
import { type RandomTenant, randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(100, 2000);

function bruteForceAnswer({ snapshot, options }: RandomTenant, control: ControlKey): BruteForceAnswer {
  return bruteForce(snapshot, options, bruteForceData, control);
}

/** Were users given, and all of them? Only then does the number of those in the gap mean one thing. */
function hasDirectory({ snapshot }: RandomTenant): boolean {
  return snapshot.users !== undefined && !(snapshot.unread ?? []).some(({ kind }) => kind === 'users');
}

const controlsWithGaps = decidedControls.filter(
  (control) => control !== 'trusted-locations-defined' && control !== 'exclusionary-geographic-policy',
);

describe.each(decidedControls)(
  `of %s the prover says what trying every sign-in says ${title(numbers)}`,
  (control) => {
    const randomTenant = randomTenantFor(control);

    test('on the verdict', () => {
      fc.assert(
        fc.property(randomTenant, (tenant) => {
          expect(proverResult(tenant, control).verdict).toBe(bruteForceAnswer(tenant, control).verdict);
        }),
        numbers,
      );
    }, 300_000);

    test('on the witness, which gets through', () => {
      fc.assert(
        fc.property(randomTenant, (tenant) => {
          const { verdict, witness } = proverResult(tenant, control);
          const { hasWitness, canGetThrough } = bruteForceAnswer(tenant, control);
          if (!hasWitness) {
            expect(witness).toBeNull();
            return;
          }
          if (witness === null) throw new Error(`There is no witness of ${verdict}.`);

          expect({ witness, ...canGetThrough(witness) }).toMatchObject(
            verdict === 'fail' ? { surely: true } : { possibly: true },
          );
        }),
        numbers,
      );
    }, 300_000);
  },
);

describe.each(controlsWithGaps)(
  `of %s the prover finds the users whom trying every sign-in finds ${title(numbers)}`,
  (control) => {
    const randomTenant = randomTenantFor(control).filter(hasDirectory);

    test('in number', () => {
      fc.assert(
        fc.property(randomTenant, (tenant) => {
          expect(proverResult(tenant, control).usersInGap).toBe(
            bruteForceAnswer(tenant, control).usersSurelyInGap?.length,
          );
        }),
        numbers,
      );
    }, 300_000);

    test('by name, in sure gaps', () => {
      fc.assert(
        fc.property(randomTenant, (tenant) => {
          const { verdict, gaps } = proverResult(tenant, control);
          const named = verdict === 'fail' ? gaps.flatMap(({ who }) => who.sample.map(({ id }) => id)) : [];

          expect(bruteForceAnswer(tenant, control).usersSurelyInGap).toEqual(expect.arrayContaining(named));
        }),
        numbers,
      );
    }, 300_000);
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
