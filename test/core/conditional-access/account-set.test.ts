import { describe, expect, it } from 'vitest';
import { AccountSet, parted } from '../../../shared/core/conditional-access/account-set.ts';
import { fc } from '../../seeded-fast-check.ts';

const numbers = fc.uniqueArray(fc.nat(200), { maxLength: 100 });

describe('Numbers that are parted by a set', () => {
  it('are those that it holds and the others, in the order that they came in', () => {
    fc.assert(
      fc.property(numbers, numbers, (some, held) => {
        const [inside, outside] = parted(Int32Array.from(some), AccountSet.of(held));

        expect([...inside]).toEqual(some.filter((number) => held.includes(number)));
        expect([...outside]).toEqual(some.filter((number) => !held.includes(number)));
      }),
    );
  });

  it('are left as they are where the set holds all of them, or none', () => {
    const some = Int32Array.of(3, 40, 70);

    expect(parted(some, AccountSet.of([70, 40, 3, 1]))[0]).toBe(some);
    expect(parted(some, AccountSet.of([1, 2]))[1]).toBe(some);
  });
});
