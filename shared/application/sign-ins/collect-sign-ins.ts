import { InputError } from '../../core/errors.ts';
import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  CollectedSlice,
  Collection,
  SignInEvidenceStore,
  StoppedCollection,
} from '../ports/sign-in-evidence-store.ts';
import type { SignInQueue } from '../ports/sign-in-queue.ts';
import type { SignInReader, SliceReading } from '../ports/sign-in-reader.ts';
import { type Delivery, type RejectMessageDependencies, rejectMessage } from '../reject-message.ts';
import { parseSignInRequest, type SignInRequest } from './sign-in-request.ts';
import { dayOf, dueSlices, periodOfDays, type Slice, type SlicePlan, startOfHistory } from './slices.ts';
import { slownessStop, volumeStop, whyUnavailable } from './stops.ts';

export interface CollectSignInsDependencies extends RejectMessageDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly signInReader: SignInReader;
  readonly signInEvidenceStore: SignInEvidenceStore;
  readonly signInQueue: SignInQueue;
  readonly clock: Clock;
  readonly plan: SlicePlan;
  /** Sign-ins of one day beyond which Graph is not asked any more. */
  readonly volumeLimit: number;
  /** How long one invocation may read. */
  readonly budgetMilliseconds: number;
  /** The attempt after which the queue gives a message up. */
  readonly lastAttempt: number;
}

/** For one whose process died: as long as the host lets an invocation run. */
const reliedOnForMilliseconds = 600_000;

/**
 * Reads what is due of a tenant's sign-in log, newest first, and goes on in another message where time runs out.
 * It may die between any two lines, and be delivered as often as the queue likes: what is kept of a slice is always
 * one whole reading of it. Throws when the attempt failed and another may succeed.
 */
export async function collectSignIns(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
): Promise<void> {
  const { signInEvidenceStore, signInQueue, clock, logger } = dependencies;
  const { tenantId } = await acceptedRequest(dependencies, delivery);
  if (dependencies.plan.historyDays === 0) return;
  const begunAt = clock();
  const collector = {
    messageId: delivery.messageId,
    at: begunAt.toISOString(),
    until: new Date(begunAt.getTime() + reliedOnForMilliseconds).toISOString(),
  };
  if (!(await signInEvidenceStore.begin(tenantId, collector))) {
    logger.info('Sign-ins of the tenant are being collected already', { tenantId });
    return;
  }
  const { read, more, stopped } = await attempt(dependencies, delivery, tenantId, begunAt);
  await signInEvidenceStore.end(tenantId, collectionNow(dependencies, stopped));
  logger.info('Sign-ins collected', { tenantId, slices: read, more, stopped: stopped?.reason });
  // Without progress, whatever stood in the way would stand there again: the next scan asks anew.
  if (more && read > 0) await signInQueue.put({ version: 1, tenantId });
}

interface Progress {
  /** Slices that were read and kept. */
  readonly read: number;
  readonly more: boolean;
  readonly stopped?: StoppedCollection;
}

async function attempt(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
  tenantId: TenantId,
  begunAt: Date,
): Promise<Progress> {
  const { signInEvidenceStore, clock, logger, lastAttempt } = dependencies;
  try {
    return await readDueSlices(dependencies, tenantId, begunAt);
  } catch (error) {
    logger.error('Sign-ins could not be collected', { tenantId, attempt: delivery.attempt, error });
    const stopped = { reason: 'unavailable', why: whyUnavailable(error), at: clock().toISOString() } as const;
    if (delivery.attempt >= lastAttempt) return { read: 0, more: false, stopped };
    await signInEvidenceStore.end(tenantId, collectionNow(dependencies, stopped));
    throw error;
  }
}

async function readDueSlices(
  dependencies: CollectSignInsDependencies,
  tenantId: TenantId,
  begunAt: Date,
): Promise<Progress> {
  const { signInEvidenceStore, signInReader, clock, plan, volumeLimit, budgetMilliseconds } = dependencies;
  const deadline = new Date(begunAt.getTime() + budgetMilliseconds);
  const before = await signInEvidenceStore.collection(tenantId);
  if (signInReader.source === 'microsoftGraph' && standsStill(before, volumeLimit, begunAt)) {
    return { read: 0, more: false, ...(before.stopped && { stopped: before.stopped }) };
  }

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
    await signInEvidenceStore.saveSlice(tenantId, collected, reading.counts);
    known.set(slice.from, collected);
    read += 1;
  }
  return { read, more: false };
}

async function knownSlices(
  dependencies: CollectSignInsDependencies,
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
  { signInReader, volumeLimit }: CollectSignInsDependencies,
  known: ReadonlyMap<string, CollectedSlice>,
  slice: Slice,
): number | null {
  if (signInReader.source !== 'microsoftGraph') return null;
  const others = [...known.values()].filter(
    (other) => dayOf(other) === dayOf(slice) && other.from !== slice.from,
  );
  return Math.max(0, volumeLimit - others.reduce((sum, { examined }) => sum + examined, 0));
}

const day = 86_400_000;

/** Whether the day's volume was too much lately, and the limit is no higher than it was. */
function standsStill({ stopped }: Collection, volumeLimit: number, now: Date): boolean {
  if (stopped?.reason !== 'volumeLimit') return false;
  return volumeLimit <= (stopped.volumeLimit ?? 0) && now.getTime() < Date.parse(stopped.at) + day;
}

function stopOf(
  reading: Exclude<SliceReading, { kind: 'counted' | 'outOfTime' }>,
  { clock, volumeLimit }: CollectSignInsDependencies,
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

function collectionNow(
  { clock, signInReader: { source } }: CollectSignInsDependencies,
  stopped: StoppedCollection | undefined,
): Collection {
  return { collectedAt: clock().toISOString(), source, ...(stopped && { stopped }) };
}

async function acceptedRequest(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
): Promise<SignInRequest> {
  try {
    const request = parseSignInRequest(delivery.message);
    if (dependencies.tenantIds.includes(request.tenantId)) return request;
    throw new InputError([{ member: 'tenantId', message: 'is not one of the tenants in TENANT_IDS' }]);
  } catch (error) {
    if (error instanceof InputError) await rejectMessage(dependencies, delivery, error);
    throw error;
  }
}
