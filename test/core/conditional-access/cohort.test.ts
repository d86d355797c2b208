import { describe, expect, it } from 'vitest';
import { AccountSet } from '../../../shared/core/conditional-access/account-set.ts';
import { type Cohort, cohortOf } from '../../../shared/core/conditional-access/cohort.ts';
import { anyTypeWithObject } from '../../../shared/core/conditional-access/guest-types.ts';
import type { UserClass } from '../../../shared/core/conditional-access/user-class.ts';
import { nowhere, pointSet } from '../../../shared/core/prover/cube.ts';
import { fc } from '../../seeded-fast-check.ts';

const somebody: UserClass = {
  exists: 'surely',
  origin: { kind: 'directory', accounts: { length: 0, first: () => [], all: () => [] } },
  guestTypes: anyTypeWithObject,
  homeTenants: pointSet([0]),
  is: () => false,
  isAmong: () => false,
  inGroup: () => nowhere,
  inRole: () => nowhere,
  isAdministrator: () => nowhere,
};

const ascending = (numbers: Iterable<number>) => [...new Set(numbers)].toSorted((a, b) => a - b);
const cohort = (numbers: readonly number[]): Cohort =>
  cohortOf(Int32Array.from(ascending(numbers)), () => somebody);

const numbers = fc.array(fc.nat(100), { maxLength: 60 });

describe('Cohorts of accounts', () => {
  it('are put together in ascending order, and count nobody twice', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 9 }), (lists) => {
        const [first = [], ...others] = lists;

        const joined = cohort(first).joined([cohort(first), ...others.map(cohort)]);

        expect([...joined.numbers]).toEqual(ascending(lists.flat()));
      }),
    );
  });

  it('fall apart into those whom the same sets hold', () => {
    fc.assert(
      fc.property(numbers, fc.array(numbers, { maxLength: 3 }), (some, held) => {
        const parts = cohort([...some, 0]).splitBy(held.map((one) => AccountSet.of(one)));

        const holders = (number: number) => held.map((one) => one.includes(number)).join();
        const expected = Map.groupBy(ascending([...some, 0]), holders);
        expect(new Set(parts.map((part) => [...part.numbers].join()))).toEqual(
          new Set([...expected.values()].map((part) => part.join())),
        );
      }),
    );
  });
});
