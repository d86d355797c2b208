import { listText } from '../../controls/list-text.ts';
import type { AffectedPerson, Gate } from '../course/impact.ts';
import type { TargetPolicy } from '../plan.ts';
import type { EvidenceDay, MissingEvidence } from './evidence.ts';
import { daysBetween, isSeen } from './observed-days.ts';

export interface GateQuestion {
  readonly observed: readonly TargetPolicy[];
  /** How many days with data it takes. */
  readonly observationDays: number;
  /** ISO 8601. */
  readonly since: string;
  readonly until: string;
  readonly days: ReadonlyMap<string, EvidenceDay>;
  readonly missing: readonly MissingEvidence[];
  /** Who would be stopped although an exception for them is approved. */
  readonly unheeded: readonly Pick<AffectedPerson, 'userPrincipalName'>[];
}

/**
 * Open once enough different whole days have data for every observed policy. The day on which observing began is no
 * whole day, nor is the present one, nor one of which the log may still show more: nothing seen is not the same as nobody.
 * Closed also while somebody would be stopped for whom an exception is approved.
 */
export function gateOf(question: GateQuestion): Gate {
  const { observed, observationDays, since, until, unheeded } = question;
  const today = until.slice(0, 10);
  const whole = daysBetween(since, until).filter((day) => `${day}${midnight}` >= since && day !== today);
  const absent = whole.map((day) => ({ day, why: whyNoData(day, question) }));
  const daysWithData = observed.length === 0 ? 0 : absent.filter(({ why }) => why === null).length;
  const needed = Math.max(1, observationDays);
  const tooFew = [
    howMany(daysWithData, needed, observed),
    ...notThere(observed),
    ...inSentences(absent.flatMap(({ day, why }) => (why === null ? [] : [{ day, why }]))),
    `${today} does not count until it is over.`,
  ];
  const [reason, ...others] = [...(daysWithData >= needed ? [] : tooFew), ...ofExceptions(unheeded)];
  return reason === undefined
    ? { open: true, daysWithData }
    : { open: false, daysWithData, reasons: [reason, ...others] };
}

/** What was approved for them comes before any acknowledgement. */
function ofExceptions(unheeded: GateQuestion['unheeded']): readonly string[] {
  if (unheeded.length === 0) return [];
  const names = listText(unheeded.map(({ userPrincipalName }) => userPrincipalName));
  return [
    `An exception is approved for ${names}, and the policies do not leave them out: withdraw this remediation and propose ` +
      'anew, which leaves them out and loses no day.',
  ];
}

const midnight = 'T00:00:00.000Z';

/** Null where the day has data for every policy; else why not. */
function whyNoData(day: string, { observed, days, missing }: GateQuestion): string | null {
  const gaps = missing.filter(({ from, to }) => from.slice(0, 10) <= day && to > `${day}${midnight}`);
  if (gaps.length > 0) return [...new Set(gaps.map(({ why }) => why))].join(' ');
  const evidence = days.get(day);
  const unseen = observed.filter(({ id }) => id === null || evidence === undefined || !isSeen(id, evidence));
  if (unseen.length === 0) return null;
  const names = listText(unseen.map(({ displayName }) => displayName));
  return `No sign-in carried any result of ${names}: either nobody signed in, or the policy was not in report-only.`;
}

function howMany(daysWithData: number, needed: number, observed: readonly TargetPolicy[]): string {
  if (observed.length === 0)
    return 'No policy of the plan is in report-only first: there is nothing to observe.';
  const whose = observed.length === 1 ? 'the policy' : 'every policy';
  return `${daysWithData} of ${needed} whole days have data of ${whose}: go on observing for ${needed - daysWithData} more.`;
}

function notThere(observed: readonly TargetPolicy[]): readonly string[] {
  const names = observed.filter(({ id }) => id === null).map(({ displayName }) => displayName);
  return names.length === 0 ? [] : [`Not written yet, so that nothing is seen of it: ${listText(names)}.`];
}

/** Days in a row that lack data for the same reason are told of in one sentence. */
function inSentences(absent: readonly { readonly day: string; readonly why: string }[]): readonly string[] {
  const runs: { from: string; to: string; readonly why: string }[] = [];
  for (const { day, why } of absent) {
    const last = runs.at(-1);
    if (last?.why === why && daysBetween(last.to, day).length === 2) last.to = day;
    else runs.push({ from: day, to: day, why });
  }
  return runs.map(({ from, to, why }) => `${from === to ? from : `${from} to ${to}`} does not count: ${why}`);
}
