import { day, instantOf, instantText, minute } from '../../instant.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { presentPolicy } from '../course/drift.ts';
import { comesIntoForce } from '../course/observability.ts';
import type { Remediation } from '../course/remediation.ts';
import { policyIdOf } from '../course/written-policies.ts';
import type { WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import { wasWatchedBefore } from './watched-before.ts';

/**
 * In milliseconds. Days of further back tell of people and apps that may be gone, and of none that came since: as far
 * back as Entra ID keeps its sign-in log, and as scans read it unless told otherwise.
 */
const longestBeforeProposal = 30 * day;

/** So much later than the app says may Graph say that a write of the app was: clocks differ, and Graph is slow. */
const ownWriteTolerance = 15 * minute;

type Course = Pick<Remediation, 'proposal' | 'writes'>;
type Policies = Pick<TenantSnapshot, 'policies'>;

/**
 * Since when (ISO 8601 with milliseconds) all observed policies stand in report-only as they are approved, or would stop
 * more than they are approved to: from there on the sign-in log tells what they do. `observing`: since when at the
 * latest, unless somebody changed one after that. `earlier`: since when it was by the measurement before.
 */
export function standsSince(course: Course, tenant: Policies, observing: string, earlier?: string): string {
  const oldest = later(course.proposal.proposedAt, -longestBeforeProposal);
  const others = observedChanges(course).flatMap((change) => changedByOthers(course, tenant, change) ?? []);
  const since = earlier ?? firstSince(course, tenant, observing);
  return [oldest, ...others, since].toSorted().at(-1) ?? since;
}

/** Of the plan's `policies`: the places of those that come into force only by it. */
function observedChanges({ proposal }: Course): readonly number[] {
  return proposal.plan.policies.flatMap((planned, change) => (comesIntoForce(planned) ? [change] : []));
}

function firstSince(course: Course, tenant: Policies, observing: string): string {
  const times = observedChanges(course).map((change) => {
    const planned = course.proposal.plan.policies[change];
    const written = course.writes.find(
      (write) => write.change === change && write.stage === 'reportOnly' && write.progress === 'written',
    );
    const isWatched = planned !== undefined && wasWatchedBefore(planned);
    const before = isWatched ? lastChangeOf(written?.saved ?? presentOf(course, tenant, change)) : undefined;
    return before ?? written?.at ?? observing;
  });
  return times.toSorted().at(-1) ?? observing;
}

/**
 * When the policy was last changed, unless that is the app's own write. Nobody knows what it was in between, even where
 * it is again as it was. Once it is switched on, it is observed no more.
 */
function changedByOthers(course: Course, tenant: Policies, change: number): string | undefined {
  const own = course.writes.filter((write) => write.change === change);
  if (own.some(({ stage, progress }) => stage === 'enforced' && progress === 'written')) return undefined;
  const changed = lastChangeOf(presentOf(course, tenant, change));
  const isOwn = own.some(({ at }) => changed !== undefined && changed <= later(at, ownWriteTolerance));
  return isOwn ? undefined : changed;
}

function presentOf(course: Course, tenant: Policies, change: number): WirePolicy | undefined {
  const id = policyIdOf(course, change);
  return id === null ? undefined : presentPolicy(tenant, id);
}

/** When the policy was last changed, or made. */
function lastChangeOf(policy: WirePolicy | undefined): string | undefined {
  const times = ['modifiedDateTime', 'createdDateTime'].map((member) =>
    policy === undefined ? undefined : memberAt(policy, member),
  );
  const [last] = times.flatMap((time) => (typeof time === 'string' ? (instantOf(time) ?? []) : []));
  return last === undefined ? undefined : instantText(last);
}

function later(time: string, milliseconds: number): string {
  const instant = instantOf(time);
  return instant === undefined ? time : instantText(instant + milliseconds);
}
