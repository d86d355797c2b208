/** From, up to, not including: ISO 8601 in UTC with milliseconds. */
export interface Slice {
  readonly from: string;
  readonly to: string;
}

/** How long the log may take to show a sign-in, and how far back it is read. */
export interface SlicePlan {
  readonly historyDays: number;
  readonly latenessHours: number;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Divides a day, so that no slice lies in two. Short enough that Graph finds its sign-ins in time. */
const sliceLength = 4 * hour;
/** A slice that still grows is left alone for so long. */
const shortestPause = hour / 4;

/** The slices that begin in the period. */
export function slicesIn({ from, to }: Slice): Slice[] {
  const first = Math.ceil(Date.parse(from) / sliceLength);
  const end = Math.ceil(Date.parse(to) / sliceLength);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => {
    const begin = (first + index) * sliceLength;
    return { from: isoTime(begin), to: isoTime(begin + sliceLength) };
  });
}

/** Empty where the halves would be shorter than that. */
export function halvesOf({ from, to }: Slice, shortestMs: number): Slice[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  if (end - begin < 2 * shortestMs) return [];
  const middle = isoTime((begin + end) / 2);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** When the slice ends that this time lies in. */
export function endOfSlice(time: Date): string {
  return isoTime(Math.ceil(time.getTime() / sliceLength) * sliceLength);
}

/** Sign-ins before this time are no longer looked for. */
export function startOfHistory(now: Date, { historyDays }: SlicePlan): string {
  return isoTime(now.getTime() - historyDays * day);
}

/**
 * The slices to read now, newest first. One that has ended is read again when that is twice as long ago as it was the
 * last time, until records are no longer late: few readings, and what comes late is seen soon as a rule.
 */
export function dueSlices(
  collected: readonly (Slice & { readonly readAt: string })[],
  now: Date,
  plan: SlicePlan,
): Slice[] {
  const readAt = new Map(collected.map((slice) => [slice.from, slice.readAt]));
  return slicesIn({ from: startOfHistory(now, plan), to: now.toISOString() })
    .filter((slice) => isDue(slice, readAt.get(slice.from), now, plan))
    .toReversed();
}

function isDue({ from, to }: Slice, readAt: string | undefined, now: Date, plan: SlicePlan): boolean {
  if (readAt === undefined) return true;
  if (isSettled({ from, to, readAt }, plan)) return false;
  const last = Date.parse(readAt);
  const settles = Date.parse(to) + plan.latenessHours * hour;
  const pause = Math.max(shortestPause, last - Date.parse(to));
  return now.getTime() >= Math.min(last + pause, Math.max(settles, last + 1));
}

/** Whether the slice was read when no record of it could be late any more. */
export function isSettled(
  { to, readAt }: Slice & { readonly readAt: string },
  { latenessHours }: Pick<SlicePlan, 'latenessHours'>,
): boolean {
  return Date.parse(readAt) >= Date.parse(to) + latenessHours * hour;
}

/** YYYY-MM-DD. */
export function dayOf(slice: Pick<Slice, 'from'>): string {
  return slice.from.slice(0, 10);
}

/** From the beginning of the first day to the end of the last (YYYY-MM-DD), in UTC. */
export function periodOfDays(firstDay: string, lastDay: string): Slice {
  return { from: isoTime(Date.parse(firstDay)), to: isoTime(Date.parse(lastDay) + day) };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
