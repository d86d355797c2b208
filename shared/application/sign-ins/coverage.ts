import type { CollectedSlice, Collection, StoppedCollection } from '../ports/sign-in-evidence-store.ts';
import type { SignInSource } from '../ports/sign-in-reader.ts';
import { isSettled, type Slice, type SlicePlan, slicesIn, startOfHistory } from './slices.ts';

/** How much of a period the counts speak of. What is missing is unknown, and never none. */
export interface Coverage {
  readonly period: Slice;
  /** ISO 8601; null: sign-ins have never been collected. */
  readonly collectedAt: string | null;
  readonly source: SignInSource | null;
  /** Every sign-in of these times was counted. */
  readonly complete: readonly Slice[];
  /** Read, but the log may still show more of these times: until they are so many hours old. */
  readonly provisional: readonly Slice[];
  readonly latenessHours: number;
  readonly missing: readonly MissingSlice[];
  /** Why the last collection went no further: from `at` on, nothing becomes complete. */
  readonly stopped: Pick<StoppedCollection, 'reason' | 'why' | 'at'> | null;
  /** What else limits the counts, in sentences. */
  readonly limits: readonly string[];
}

export interface MissingSlice extends Slice {
  readonly reason:
    | StoppedCollection['reason']
    | 'retention'
    | 'notYetCollected'
    | 'switchedOff'
    | 'noRecords';
  readonly why: string;
}

/**
 * `period` begins before `now`. Slices are all that were collected, by time: where they show nobody for long, the log is
 * perhaps not kept, and shows nothing for that reason.
 */
export function coverageOf(
  period: Slice,
  slices: readonly CollectedSlice[],
  collection: Collection,
  now: Date,
  plan: SlicePlan,
): Coverage {
  const collected = new Map(slices.map((slice) => [slice.from, slice]));
  const silences = silencesIn(slices);
  const wanted = slicesIn(period).map((slice) => ({
    slice,
    kind: kindOf(slice, collected.get(slice.from), silences, plan),
  }));
  const of = (kind: SliceKind) => wanted.filter((one) => one.kind === kind).map(({ slice }) => slice);
  return {
    period,
    collectedAt: collection.collectedAt ?? null,
    source: collection.source ?? null,
    complete: joined(of('complete')),
    provisional: joined(of('provisional')),
    latenessHours: plan.latenessHours,
    missing: [
      ...missingSlices(of('missing'), collection, now, plan),
      ...joined(of('empty')).map((slice) => ({ ...slice, ...noRecords })),
    ],
    stopped: stoppedOf(collection),
    limits: limitsOf(slices.filter(({ from }) => from >= period.from && from < period.to)),
  };
}

type SliceKind = 'complete' | 'provisional' | 'missing' | 'empty';

function kindOf(
  slice: Slice,
  found: CollectedSlice | undefined,
  silences: readonly Slice[],
  plan: SlicePlan,
): SliceKind {
  if (found === undefined) return 'missing';
  if (!isSettled(found, plan)) return 'provisional';
  return silences.some(({ from, to }) => slice.from >= from && slice.to <= to) ? 'empty' : 'complete';
}

/** Nights pass in which nobody signs in; a whole day of that is no proof of anything. */
const longestQuietMs = 86_400_000;
const beginningOfTime = new Date(0).toISOString();
const endOfTime = '9999-12-31T23:59:59.999Z';

/** Before the first sign-in, after the last one, and a day or longer between two slices that show any. */
function silencesIn(slices: readonly CollectedSlice[]): Slice[] {
  const shown = slices.filter(({ signIns }) => signIns > 0);
  const begins = [beginningOfTime, ...shown.map(({ to }) => to)];
  const ends = [...shown.map(({ from }) => from), endOfTime];
  return begins
    .map((from, index) => ({ from, to: ends[index] ?? endOfTime }))
    .filter(({ from, to }) => Date.parse(to) - Date.parse(from) >= longestQuietMs);
}

function stoppedOf({ stopped }: Collection): Coverage['stopped'] {
  if (stopped === undefined) return null;
  const { reason, why, at } = stopped;
  return { reason, why, at };
}

/** Slices that follow one another as one. */
function joined(slices: readonly Slice[]): Slice[] {
  const joined: Slice[] = [];
  for (const { from, to } of slices) {
    const last = joined.at(-1);
    if (last?.to === from) joined[joined.length - 1] = { from: last.from, to };
    else joined.push({ from, to });
  }
  return joined;
}

function missingSlices(
  slices: readonly Slice[],
  { stopped }: Collection,
  now: Date,
  plan: SlicePlan,
): MissingSlice[] {
  const start = startOfHistory(now, plan);
  const tooOld = joined(slices.filter(({ from }) => from < start));
  const others = joined(slices.filter(({ from }) => from >= start));
  return [
    ...tooOld.map((slice) => ({ ...slice, ...(plan.historyDays === 0 ? switchedOff : retention(plan)) })),
    ...others.map((slice) => ({ ...slice, ...(stopped ? whyStopped(stopped) : notYetCollected) })),
  ];
}

type Why = Pick<MissingSlice, 'reason' | 'why'>;

const switchedOff: Why = {
  reason: 'switchedOff',
  why: 'Sign-ins are not collected: SIGN_IN_HISTORY_DAYS is 0.',
};

const notYetCollected: Why = {
  reason: 'notYetCollected',
  why: 'These times have not been read yet. The collection goes on by itself, and with every scan.',
};

const noRecords: Why = {
  reason: 'noRecords',
  why:
    'The log shows nobody at all in these times, by any flow, at its beginning, at its end, or for a day or longer ' +
    'in between: either nobody signed in, or no log was kept.',
};

function retention({ historyDays }: SlicePlan): Why {
  return {
    reason: 'retention',
    why:
      `These times were over before sign-ins were collected, and the log goes back ${historyDays} days at most ` +
      '(Entra ID keeps 30 days with a P1 or P2 licence, 7 without): what they held is not known.',
  };
}

function whyStopped({ reason, why }: StoppedCollection): Why {
  return { reason, why };
}

function limitsOf(slices: readonly CollectedSlice[]): string[] {
  const withoutPolicies = slices.reduce((sum, slice) => sum + slice.withoutPolicies, 0);
  return [
    'A sign-in that Conditional Access blocked mostly does not show that it used the device code flow: where the ' +
      'flow is blocked, few attempts or none are seen, however many there are.',
    'Of the sign-ins in which nobody took part, only those in sessions that began with the device code flow count.',
    ...(withoutPolicies > 0
      ? [
          `${withoutPolicies} sign-ins did not show which policies applied: what policies did to them is not known. ` +
            'Grant the application permission Policy.Read.All.',
        ]
      : []),
  ];
}
