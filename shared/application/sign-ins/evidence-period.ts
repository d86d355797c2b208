import { InputError } from '../../core/errors.ts';
import type { PeriodQuery } from './evidence-query.ts';
import { endOfSlice, periodOfDays, type Slice } from './slices.ts';

const day = 86_400_000;
const usualDays = 30;
const mostDays = 366;

/**
 * The period that is asked for, up to the end of the slice that still grows at the latest: so the answer stays the same
 * until more is known. Throws InputError for one that is none or too long.
 */
export function periodOf({ from, to }: PeriodQuery, now: Date): Slice {
  const lastDay = to ?? dayText(now.getTime());
  const firstDay = from ?? dayText(Date.parse(lastDay) - (usualDays - 1) * day);
  const period = periodOfDays(firstDay, lastDay);
  const days = (Date.parse(period.to) - Date.parse(period.from)) / day;
  if (days < 1) throw wrongPeriod(`must not be after the last day, ${lastDay}`);
  if (days > mostDays) throw wrongPeriod(`must be ${mostDays} days before the last day, ${lastDay}, at most`);
  if (period.from > now.toISOString()) throw wrongPeriod('must not be in the future');
  const end = Math.min(Date.parse(period.to), Date.parse(endOfSlice(now)));
  return { from: period.from, to: new Date(end).toISOString() };
}

function wrongPeriod(message: string): InputError {
  return new InputError([{ member: 'from', message }]);
}

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
