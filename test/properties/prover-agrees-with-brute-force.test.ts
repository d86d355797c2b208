import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BruteForceAnswer, bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { casesByTopic } from './cases/all-cases.ts';
import { AT } from './cases/tenant-case.ts';
import { proverResult } from './prover.ts';
import { type RandomTenant, randomTenant } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(300, 2000);

function bruteForceAnswer({ snapshot, options }: RandomTenant): BruteForceAnswer {
  return bruteForce(snapshot, options, bruteForceData);
}

/** Were users given, and all of them? Only then does the number of those in the gap mean one thing. */
function hasDirectory({ snapshot }: RandomTenant): boolean {
  return snapshot.users !== undefined && !(snapshot.unread ?? []).some(({ kind }) => kind === 'users');
}

describe(`the prover agrees with trying every sign-in ${title(numbers)}`, () => {
  test('on the verdict', () => {
    fc.assert(
      fc.property(randomTenant, (tenant) => {
        expect(proverResult(tenant).verdict).toBe(bruteForceAnswer(tenant).verdict);
      }),
      numbers,
    );
  }, 300_000);

  test('on the number of users in the gap', () => {
    fc.assert(
      fc.property(randomTenant.filter(hasDirectory), (tenant) => {
        expect(proverResult(tenant).usersInGap).toBe(bruteForceAnswer(tenant).usersSurelyInGap?.length);
      }),
      numbers,
    );
  }, 300_000);

  test('on the users that it names in sure gaps', () => {
    fc.assert(
      fc.property(randomTenant.filter(hasDirectory), (tenant) => {
        const { verdict, gaps } = proverResult(tenant);
        const named = verdict === 'fail' ? gaps.flatMap(({ who }) => who.sample.map(({ id }) => id)) : [];

        expect(bruteForceAnswer(tenant).usersSurelyInGap).toEqual(expect.arrayContaining(named));
      }),
      numbers,
    );
  }, 300_000);

  test('on the witness, which gets through', () => {
    fc.assert(
      fc.property(randomTenant, (tenant) => {
        const { verdict, witness } = proverResult(tenant);
        if (verdict === 'pass') {
          expect(witness).toBeNull();
          return;
        }
        if (witness === null) throw new Error(`There is no witness of ${verdict}.`);
        const passage = bruteForceAnswer(tenant).canGetThrough(witness);

        expect({ witness, ...passage }).toMatchObject(
          verdict === 'fail' ? { surely: true } : { possibly: true },
        );
      }),
      numbers,
    );
  }, 300_000);
});

describe.each(casesByTopic)('the prover decides cases about %s', (_topic, cases) => {
  test.each(cases)('$name: $verdict', ({ snapshot, options, verdict, usersSurelyInGap }) => {
    const result = proverResult({ snapshot, options: { at: AT, ...options } });

    expect(result.verdict).toBe(verdict);
    if (usersSurelyInGap !== undefined) expect(result.usersInGap).toBe(usersSurelyInGap.length);
  });
});
