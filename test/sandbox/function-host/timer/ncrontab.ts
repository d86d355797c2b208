import { CronExpressionParser } from 'cron-parser';

/** The times of one NCRONTAB expression, in UTC. */
export type Schedule = { nextAfter(time: Date): Date };

const field = /^(?:[\d*,/-]|[a-z]{3})+$/i;

/**
 * Throws for an expression that is wrong or has no next time (30 February).
 * Reads six fields (second first; five mean second 0). NCRONTAB differs from the cron that the parser knows:
 * days of the month and of the week, when both are given, must both match, and there is no L, #, ?, H or @daily.
 */
export function parseNcrontab(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (![5, 6].includes(fields.length) || !fields.every((text) => field.test(text))) {
    throw new Error(
      `'${expression}' is no NCRONTAB expression; write {second} {minute} {hour} {day} {month} {day-of-week}.`,
    );
  }
  const [dayOfWeek = '*', ...reversed] = fields.toReversed();
  const onAnyWeekday = [...reversed.toReversed(), '*'].join(' ');
  const weekdays = new Set(
    CronExpressionParser.parse(`0 0 0 * * ${dayOfWeek}`).fields.dayOfWeek.values.map(Number),
  );
  const timesAfter = (time: Date) =>
    CronExpressionParser.parse(onAnyWeekday, { tz: 'UTC', currentDate: time });
  timesAfter(new Date()).next();
  return {
    nextAfter: (time) => {
      const times = timesAfter(time);
      let next = times.next().toDate();
      while (!weekdays.has(next.getUTCDay())) next = times.next().toDate();
      return next;
    },
  };
}
