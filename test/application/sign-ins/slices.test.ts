import { describe, expect, it } from 'vitest';
import { dueSlices, isSettled, slicesIn } from '../../../shared/application/sign-ins/slices.ts';

const plan = { latenessHours: 24 };
const noon = '2026-11-02T12:00:00.000Z';

/** 2026-11-02 at that hour. */
function at(hours: number): string {
  return new Date(Date.UTC(2026, 10, 2) + hours * 3_600_000).toISOString();
}

function due(now: string, readings: Readonly<Record<string, string>>, historyDays = 4): string[] {
  const collected = Object.entries(readings).map(([from, readAt]) => ({
    from,
    to: new Date(Date.parse(from) + 4 * 3_600_000).toISOString(),
    readAt,
  }));
  return dueSlices(collected, new Date(now), { ...plan, historyDays }).map(({ from }) => from);
}

describe('The slices of a period', () => {
  it('are those that begin in it, none in two days', () => {
    expect(slicesIn({ from: at(0), to: at(24) }).map(({ from }) => from)).toEqual(
      [0, 4, 8, 12, 16, 20].map(at),
    );
    expect(slicesIn({ from: at(1), to: at(4) })).toEqual([]);
    expect(slicesIn({ from: at(3), to: at(4.5) })).toEqual([{ from: at(4), to: at(8) }]);
  });
});

describe('The slices that are due', () => {
  it('are at first all that the history holds, newest first, the one that still grows included', () => {
    expect(due(at(13), {}, 1)).toEqual([12, 8, 4, 0, -4, -8].map(at));
  });

  it.each([
    ['grows and was read a moment ago', at(13), at(12.9), false],
    ['grows and was read a quarter of an hour ago', at(13), at(12.75), true],
    ['has ended since it was read', at(16.5), at(15.9), true],
    ['ended an hour before it was read, less than an hour ago', at(17.9), at(17), false],
    ['ended an hour before it was read, an hour ago', at(18), at(17), true],
    ['ended ten hours before it was read, less than ten hours ago', at(35), at(26), false],
    ['ended ten hours before it was read, but nothing of it is late any more', at(40), at(34), true],
    ['was read when nothing of it was late any more', at(70), at(40), false],
  ])('hold one that %s: %s, read at %s: %s', (_what, now, readAt, isDue) => {
    expect(due(now, { [noon]: readAt }).includes(noon)).toBe(isDue);
  });

  it('let a slice be read few times until it is settled, if it is asked for every hour', () => {
    let readAt: string | undefined;
    let readings = 0;
    for (let now = 12; now < 72; now += 1) {
      const isDue = dueSlices(
        readAt === undefined ? [] : [{ from: at(12), to: at(16), readAt }],
        new Date(at(now)),
        { ...plan, historyDays: 4 },
      ).some(({ from }) => from === at(12));
      if (isDue) {
        readAt = at(now);
        readings += 1;
      }
    }

    expect(readings).toBeLessThan(12);
    expect(isSettled({ from: at(12), to: at(16), readAt: readAt ?? '' }, plan)).toBe(true);
  });
});
