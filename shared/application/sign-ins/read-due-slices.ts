import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  CollectedSlice,
  Collection,
  SignInEvidenceStore,
  StoppedCollection,
} from '../ports/sign-in-evidence-store.ts';
import type { SignInReader, SliceReading } from '../ports/sign-in-reader.ts';
import { dayOf, dueSlices, periodOfDays, type Slice, type SlicePlan, startOfHistory } from './slices.ts';
import { slownessStop, volumeStop } from './stops.ts';

export interface ReadDueSlicesDependencies {
  readonly signInReader: SignInReader;
  readonly signInEvidenceStore: SignInEvidenceStore;
  readonly clock: Clock;
  readonly plan: SlicePlan;
  /** Sign-ins of one day beyond which Graph is not asked any more. */
  readonly volumeLimit: number;
  /** How long one invocation may read. */
  readonly budgetMilliseconds: number;
}

export interface Progress {
  /** Slices that were read and kept. */
  readonly read: number;
  readonly more: boolean;
  readonly stopped?: StoppedCollection;
}

/**
 * Reads slice by slice, newest first, and keeps each at once. Whatever the log refuses ends it; throws TransientError
 * where the log does not answer.
 */
export async function readDueSlices(
  dependencies: ReadDueSlicesDependencies,
  tenantId: TenantId,
  begunAt: Date,
): Promise<Progress> {
  const { signInEvidenceStore, signInReader, clock, plan, budgetMilliseconds } = dependencies;
  const deadline = new Date(begunAt.getTime() + budgetMilliseconds);
  const stopped = stillStopped(dependencies, await signInEvidenceStore.collection(tenantId), begunAt);
  if (stopped !== undefined) return { read: 0, more: false, stopped };

  const known = await knownSlices(dependencies, tenantId, begunAt);
  let read = 0;
  for (const slice of dueSlices([...known.values()], begunAt, plan)) {
    const now = clock();
    if (now >= deadline) return { read, more: true };
    // What the log forgets meanwhile would be missing from the counts without a word.
    if (slice.from < startOfHistory(now, plan)) continue;
    const mostSignIns = remainingOf(dependencies, known, slice);
    const reading = await signInReader.read({ tenantId, ...slice, deadline, mostSignIns });
    if (reading.kind === 'outOfTime') {
      return read > 0 ? { read, more: true } : { read, more: true, stopped: slownessStop(now.toISOString()) };
    }
    if (reading.kind !== 'counted') {
      return { read, more: false, stopped: stopOf(reading, dependencies, slice) };
    }
    const collected = collectedSlice(slice, now, signInReader, reading);
    if (showsLess(collected, known)) continue;
    await signInEvidenceStore.saveSlice(tenantId, collected, reading.counts);
    known.set(slice.from, collected);
    read += 1;
  }
  return { read, more: false };
}

async function knownSlices(
  dependencies: ReadDueSlicesDependencies,
  tenantId: TenantId,
  now: Date,
): Promise<Map<string, CollectedSlice>> {
  // The whole first day, as its sign-ins count together.
  const [firstDay = ''] = startOfHistory(now, dependencies.plan).split('T');
  const period = { from: periodOfDays(firstDay, firstDay).from, to: now.toISOString() };
  const slices = await dependencies.signInEvidenceStore.slices(tenantId, period);
  return new Map(slices.map((slice) => [slice.from, slice]));
}

/** How many sign-ins may be looked at in this slice, so that its day stays within the limit. */
function remainingOf(
  { signInReader, volumeLimit }: ReadDueSlicesDependencies,
  known: ReadonlyMap<string, CollectedSlice>,
  slice: Slice,
): number | null {
  if (signInReader.source !== 'microsoftGraph') return null;
  const others = [...known.values()].filter(
    (other) => dayOf(other) === dayOf(slice) && other.from !== slice.from,
  );
  return Math.max(0, volumeLimit - others.reduce((sum, { examined }) => sum + examined, 0));
}

/** A log only grows. One that shows less is another one, which does not hold these times: what was counted stays. */
function showsLess({ from, signIns }: CollectedSlice, known: ReadonlyMap<string, CollectedSlice>): boolean {
  const kept = known.get(from);
  return kept !== undefined && signIns < kept.signIns;
}

const day = 86_400_000;

/** Where a day's volume was too much for Graph lately, and the limit is no higher than it was. */
function stillStopped(
  { signInReader, volumeLimit }: ReadDueSlicesDependencies,
  { stopped }: Collection,
  now: Date,
): StoppedCollection | undefined {
  if (signInReader.source !== 'microsoftGraph' || stopped?.reason !== 'volumeLimit') return undefined;
  const isTooMany = volumeLimit <= (stopped.volumeLimit ?? 0);
  return isTooMany && now.getTime() < Date.parse(stopped.at) + day ? stopped : undefined;
}

function stopOf(
  reading: Exclude<SliceReading, { kind: 'counted' | 'outOfTime' }>,
  { clock, volumeLimit }: ReadDueSlicesDependencies,
  slice: Slice,
): StoppedCollection {
  const at = clock().toISOString();
  return reading.kind === 'tooMany'
    ? volumeStop(dayOf(slice), volumeLimit, at)
    : { reason: reading.reason, why: reading.why, at };
}

function collectedSlice(
  { from, to }: Slice,
  readAt: Date,
  { source }: SignInReader,
  { examined, counts }: SliceReading & { kind: 'counted' },
): CollectedSlice {
  const { signIns, withoutPolicies } = counts;
  return { from, to, readAt: readAt.toISOString(), source, examined, signIns, withoutPolicies };
}
