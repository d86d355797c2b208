import { dayNumber, dayText } from './calendar.ts';

/** Times as numbers, since the core has no clock: milliseconds since 1970-01-01 in UTC. */

export const minute = 60_000;
export const day = 1_440 * minute;

/** Of a time in UTC (ISO 8601), with seconds of any precision, of which the milliseconds count; undefined for all else. */
export function instantOf(isoTime: string): number | undefined {
  const [, hours, minutes, seconds, fraction = ''] = utc.exec(isoTime) ?? [];
  const number = dayNumber(isoTime);
  if (hours === undefined || number === undefined) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const ofDay = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1_000 + milliseconds;
  return number * day + ofDay;
}

const utc = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?Z$/;

/** ISO 8601 with milliseconds, as `Date` writes it. */
export function instantText(instant: number): string {
  const number = Math.floor(instant / day);
  const ofDay = instant - number * day;
  const part = (unit: number, of: number, digits = 2) =>
    String(Math.floor(ofDay / unit) % of).padStart(digits, '0');
  const clock = `${part(60 * minute, 24)}:${part(minute, 60)}:${part(1_000, 60)}.${part(1, 1_000, 3)}`;
  return `${dayText(number)}T${clock}Z`;
}
