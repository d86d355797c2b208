import { describe, expect, it, vi } from 'vitest';
import { AccountSet } from '../../../shared/core/conditional-access/account-set.ts';
import { onceForAlike } from '../../../shared/core/conditional-access/alike-users.ts';
import { anyTypeWithObject, guestTypeSet } from '../../../shared/core/conditional-access/guest-types.ts';
import type { UserClass } from '../../../shared/core/conditional-access/user-class.ts';
import { nowhere, pointSet } from '../../../shared/core/prover/cube.ts';

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
const account = (number: number): UserClass => ({ ...somebody, number });

describe('What is asked of users', () => {
  const sets = [AccountSet.of([1, 2, 3]), AccountSet.of([3])];

  it('is asked once of accounts that the same sets hold', () => {
    const find = vi.fn((user: UserClass) => user.number);
    const answer = onceForAlike(() => sets, find);

    expect([1, 2, 3, 4, 5].map((number) => answer(account(number)))).toEqual([1, 1, 3, 4, 4]);
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('is asked anew of accounts of other guest types', () => {
    const answer = onceForAlike(
      () => sets,
      (user) => user.guestTypes,
    );
    const guestTypes = guestTypeSet(['notGuest']);

    expect(answer(account(1))).toBe(anyTypeWithObject);
    expect(answer({ ...account(1), guestTypes })).toBe(guestTypes);
  });

  it('is asked of each user without an account', () => {
    const [one, other] = [{ ...somebody }, { ...somebody }];
    const answer = onceForAlike(
      () => sets,
      (user) => user,
    );

    expect(answer(one)).toBe(one);
    expect(answer(other)).toBe(other);
  });

  it('is asked of each account where more sets tell them apart than fit a key', () => {
    const many = Array.from({ length: 40 }, () => AccountSet.of([1]));
    const answer = onceForAlike(
      () => many,
      (user) => user.number,
    );

    expect([1, 2].map((number) => answer(account(number)))).toEqual([1, 2]);
  });
});
