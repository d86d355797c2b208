import { expect, test } from 'vitest';
import { dayNumber, dayText } from '../../shared/core/calendar.ts';
import { fc } from '../seeded-fast-check.ts';

const millisecondsPerDay = 86_400_000;

test('A day has the number that JavaScript gives it, and the number the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -300_000, max: 300_000 }), (number) => {
      const text = new Date(number * millisecondsPerDay).toISOString().slice(0, 10);

      expect(dayText(number)).toBe(text);
      expect(dayNumber(`${text}T23:59:59.9999999Z`)).toBe(number);
    }),
  );
});

test.each(['', 'today', '2026-02-29', '2026-13-01', '2026-00-10', '26-01-01'])('%j names no day', (text) => {
  expect(dayNumber(text)).toBeUndefined();
});
