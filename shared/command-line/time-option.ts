import * as z from 'zod';

/** The time that `--at` names: ISO 8601. */
export const timeOption = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
    error: 'must be a date or a time in ISO 8601, e.g. 2027-01-31 or 2027-01-31T12:00:00Z',
  })
  .transform(utcTime);

/** A time without an offset is UTC, as the days of exceptions are. */
function utcTime(isoTime: string): Date {
  return new Date(/T.*(Z|[+-]\d\d:\d\d)$/.test(isoTime) || !isoTime.includes('T') ? isoTime : `${isoTime}Z`);
}
