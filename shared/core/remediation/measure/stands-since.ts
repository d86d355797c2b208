import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { presentPolicy } from '../course/drift.ts';
import { comesIntoForce } from '../course/observability.ts';
import { policyDifferences } from '../course/read-back.ts';
import type { PolicyWrite, Remediation } from '../course/remediation.ts';
import type { WirePolicy } from '../plan.ts';
import { reportOnly } from '../stages.ts';
import { includesName, memberAt } from '../wire-members.ts';

/**
 * Since when (ISO 8601) all observed policies stand in report-only as they are approved: from there on the sign-in log
 * tells what they would do. A policy that stood there before, and only leaves out more people by the plan, was observed
 * already: it stopped at least everyone whom it stops now. `observing`: since when at the latest.
 */
export function standsSince(
  remediation: Pick<Remediation, 'proposal' | 'writes'>,
  tenant: Pick<TenantSnapshot, 'policies'>,
  observing: string,
): string {
  const times = remediation.proposal.plan.policies.flatMap((planned, change) => {
    if (!comesIntoForce(planned)) return [];
    const write = remediation.writes.find(
      (one) => one.change === change && one.stage === 'reportOnly' && one.progress === 'written',
    );
    if (write !== undefined) return [sinceOfWrite(write, planned.stages[0].policy)];
    const { id } = planned.policy;
    const present = id === null ? undefined : presentPolicy(tenant, id);
    return [timeOf(present) ?? observing];
  });
  return times.toSorted().at(-1) ?? observing;
}

function sinceOfWrite({ saved, at }: PolicyWrite, written: WirePolicy): string {
  if (saved === null || memberAt(saved, 'state') !== reportOnly) return at;
  const onlyLeavesOutMore = policyDifferences(saved, written).every(
    ({ member, before, after }) =>
      exclusions.has(member) && namesIn(before).every((name) => includesName(namesIn(after), name)),
  );
  return (onlyLeavesOutMore ? timeOf(saved) : undefined) ?? at;
}

const exclusions: ReadonlySet<string> = new Set([
  'conditions.users.excludeUsers',
  'conditions.users.excludeGroups',
]);

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

/** When somebody last changed the policy, or made it. */
function timeOf(policy: WirePolicy | undefined): string | undefined {
  const times = ['modifiedDateTime', 'createdDateTime'].map((member) =>
    policy === undefined ? undefined : memberAt(policy, member),
  );
  return times.filter((time) => typeof time === 'string').find((time) => utc.test(time));
}

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
