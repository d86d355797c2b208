import { describe, expect, test } from 'vitest';
import { parseNcrontab } from '../../sandbox/function-host/timer/ncrontab.ts';

describe('the next time of an NCRONTAB expression is reckoned in UTC', () => {
  test.each([
    ['every quarter of an hour', '0 */15 * * * *', '2026-03-01T10:07:30Z', '2026-03-01T10:15:00Z'],
    ['every five seconds', '*/5 * * * * *', '2026-03-01T10:00:05Z', '2026-03-01T10:00:10Z'],
    ['strictly after its own time', '0 0 3 * * *', '2026-03-01T03:00:00Z', '2026-03-02T03:00:00Z'],
    ['whatever summer time does', '0 30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-29T02:30:00Z'],
    ['five fields have no seconds', '30 4 * * *', '2026-03-01T00:00:00Z', '2026-03-01T04:30:00Z'],
    ['by name of weekday', '0 0 9 * * MON-FRI', '2026-03-06T10:00:00Z', '2026-03-09T09:00:00Z'],
    ['by name of month', '0 0 0 1 jan *', '2026-03-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['from a value in steps', '0 5/20 * * * *', '2026-03-01T10:26:00Z', '2026-03-01T10:45:00Z'],
    [
      'day of month and weekday must both match',
      '0 0 0 13 * 5',
      '2026-03-14T00:00:00Z',
      '2026-11-13T00:00:00Z',
    ],
  ])('%s: %s', (_case, expression, after, next) => {
    expect(parseNcrontab(expression).nextAfter(new Date(after))).toEqual(new Date(next));
  });
});

describe('what NCRONTAB does not know is refused', () => {
  test.each([
    ['last day', '0 0 0 L * *'],
    ['nth weekday', '0 0 0 * * 1#1'],
    ['a nickname', '@daily'],
    ['a time span, which needs a dedicated plan', '00:05:00'],
    ['too few fields', '0 0 * *'],
    ['a value out of range', '0 60 * * * *'],
    ['a day that never comes', '0 0 0 30 2 *'],
  ])('%s: %s', (_case, expression) => {
    expect(() => parseNcrontab(expression)).toThrow();
  });
});
