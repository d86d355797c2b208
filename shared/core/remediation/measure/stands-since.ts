import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { presentPolicy } from '../course/drift.ts';
import { comesIntoForce } from '../course/observability.ts';
import type { Remediation } from '../course/remediation.ts';
import type { WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import { wasWatchedBefore } from './watched-before.ts';

/**
 * Since when (ISO 8601) all observed policies stand in report-only as they are approved, or would stop more than they are
 * approved to: from there on the sign-in log tells what they do. `observing`: since when at the latest.
 */
export function standsSince(
  remediation: Pick<Remediation, 'proposal' | 'writes'>,
  tenant: Pick<TenantSnapshot, 'policies'>,
  observing: string,
): string {
  const times = remediation.proposal.plan.policies.flatMap((planned, change) => {
    if (!comesIntoForce(planned)) return [];
    const written = remediation.writes.find(
      (write) => write.change === change && write.stage === 'reportOnly' && write.progress === 'written',
    );
    const { id } = planned.policy;
    const present = id === null ? undefined : presentPolicy(tenant, id);
    const before = wasWatchedBefore(planned) ? lastChangeOf(written?.saved ?? present) : undefined;
    return [before ?? written?.at ?? observing];
  });
  return times.toSorted().at(-1) ?? observing;
}

/** When somebody last changed the policy, or made it. */
function lastChangeOf(policy: WirePolicy | undefined): string | undefined {
  const times = ['modifiedDateTime', 'createdDateTime'].map((member) =>
    policy === undefined ? undefined : memberAt(policy, member),
  );
  return times.filter((time) => typeof time === 'string').find((time) => utc.test(time));
}

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
