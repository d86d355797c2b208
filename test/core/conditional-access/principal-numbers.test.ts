import { describe, expect, it } from 'vitest';
import { guidWords, readGuid } from '../../../shared/core/conditional-access/guid.ts';
import { PrincipalNumbers } from '../../../shared/core/conditional-access/principal-numbers.ts';
import { fc } from '../../seeded-fast-check.ts';

/** GUIDs that share most of their digits, texts that are nearly one, and others, in any case. */
const id = fc
  .oneof(
    fc.uuid(),
    fc
      .tuple(fc.constantFrom('0', 'a', 'F'), fc.nat(35))
      .map(([digit, at]) => `00000000-0000-0000-0000-00000000000${digit}`.split('').with(at, digit).join('')),
    fc.constantFrom('ann', 'Zoë', 'ZOË', '', '__proto__', 'ａ0000000-0000-0000-0000-000000000000'),
  )
  .chain((text) => fc.constantFrom(text, text.toUpperCase()));

const someTwice = fc.array(fc.nat(300), { maxLength: 300 });

describe('The numbers of principals', () => {
  it('are one for each id, whatever its case, and lead back to it', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 300 }), (ids) => {
        const numbers = new PrincipalNumbers();

        const given = ids.map((one) => numbers.of(one));

        const keys = ids.map((one) => one.toLowerCase());
        const distinct = [...new Set(keys)];
        expect(numbers.count).toBe(distinct.length);
        expect(given).toEqual(keys.map((key) => distinct.indexOf(key)));
        expect(given.map((number) => numbers.idOf(number))).toEqual(keys);
        expect(ids.map((one) => numbers.find(one))).toEqual(given);
      }),
    );
  });

  it('are given to many at once as to each alone', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 300 }), someTwice, (once, again) => {
        const ids = [...once, ...again.flatMap((at) => once[at] ?? [])];
        const numbers = new PrincipalNumbers();

        const guids = new Int32Array(ids.length * guidWords);
        for (const [at, one] of ids.entries()) readGuid(one, guids, at * guidWords);

        const given = [...numbers.ofGuids(guids)];

        expect(given).toEqual(ids.map((one) => numbers.of(one)));
        expect(given.map((number) => numbers.idOf(number))).toEqual(ids.map((one) => one.toLowerCase()));
        expect(numbers.count).toBe(new Set(given).size);
      }),
    );
  });

  it('are not given by asking for them', () => {
    const numbers = new PrincipalNumbers();
    numbers.of('00000000-0000-0000-0000-000000000000');

    expect(numbers.find('00000000-0000-0000-0000-000000000001')).toBeUndefined();
    expect(numbers.find('ann')).toBeUndefined();
    expect(numbers.count).toBe(1);
  });
});
