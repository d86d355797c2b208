import { describe, expect, it } from 'vitest';
import { instantOf, instantText } from '../../shared/core/instant.ts';
import { fc } from '../seeded-fast-check.ts';

const instants = fc.integer({
  min: Date.parse('0001-01-01T00:00:00Z'),
  max: Date.parse('9999-12-31T23:59:59Z'),
});

describe('A time in UTC', () => {
  it('is the number that Date has for it, and back', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const time = new Date(instant).toISOString();

        expect(instantOf(time)).toBe(instant);
        expect(instantText(instant)).toBe(time);
      }),
    );
  });

  it.each([
    ['2026-11-01T09:15:00Z', '2026-11-01T09:15:00.000Z'],
    ['2026-11-01T09:15:00.1234567Z', '2026-11-01T09:15:00.123Z'],
    ['2026-11-01T09:15:00.5Z', '2026-11-01T09:15:00.500Z'],
  ])('is read at any precision, as Graph gives it: %s', (time, text) => {
    expect(instantText(instantOf(time) ?? 0)).toBe(text);
  });

  it.each(['', '2026-11-01', '2026-02-30T09:15:00Z', '2026-11-01T24:00:00Z', '2026-11-01T09:15:00+01:00'])(
    'is none where it says %j',
    (time) => {
      expect(instantOf(time)).toBeUndefined();
    },
  );
});
