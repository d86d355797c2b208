/**
 * Days of the Gregorian calendar as numbers, since the core has no clock. Day 0 is 1970-01-01. The year begins in March
 * here, so that the leap day is its last.
 */

/** The day that an ISO 8601 date or time names, by its first ten characters; undefined where it names none. */
export function dayNumber(isoTime: string): number | undefined {
  const [, years, months, days] = /^(\d{4})-(\d\d)-(\d\d)/.exec(isoTime) ?? [];
  const [month, day] = [Number(months), Number(days)];
  const year = Number(years) - (month <= 2 ? 1 : 0);
  const number = daysBefore(year) + daysInYearBefore(month) + day - 1 - epoch;
  return dayText(number) === isoTime.slice(0, 10) ? number : undefined;
}

/** `YYYY-MM-DD`. */
export function dayText(number: number): string {
  const days = number + epoch;
  const estimate = Math.floor(days / 365.2425);
  const year =
    daysBefore(estimate + 1) <= days ? estimate + 1 : daysBefore(estimate) > days ? estimate - 1 : estimate;
  const ofYear = days - daysBefore(year);
  const index = monthsFromMarch.findLastIndex((begin) => begin <= ofYear);
  const month = ((index + 2) % 12) + 1;
  const calendarYear = month <= 2 ? year + 1 : year;
  const day = ofYear - (monthsFromMarch[index] ?? 0) + 1;
  return `${String(calendarYear).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** Days from the first of March to the first of each month. */
const monthsFromMarch = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

function daysInYearBefore(month: number): number {
  return monthsFromMarch[(month + 9) % 12] ?? Number.NaN;
}

/** From the first of March of the year 0 to that of the year. */
function daysBefore(year: number): number {
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

/** 1970-01-01, counted from the first of March of the year 0. */
const epoch = 719_468;

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
