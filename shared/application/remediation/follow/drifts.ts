import { createHash } from 'node:crypto';
import { understandTenant } from '../../../core/conditional-access/tenant-knowledge.ts';
import { driftOf, type PolicyDrift, presentPolicy } from '../../../core/remediation/course/drift.ts';
import { driftText } from '../../../core/remediation/course/drift-text.ts';
import { writtenPolicies } from '../../../core/remediation/course/written-policies.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { PolicyAudit } from '../../ports/policy-audit.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import type { Seen } from '../../scan-tenant.ts';
import { canonicalJson } from '../canonical-json.ts';
import { whoChanged } from './who-changed.ts';

/** A policy that somebody changed after a remediation wrote it. */
export interface Drift {
  readonly drift: Extract<PolicyDrift, { kind: 'renamed' | 'changed' | 'deleted' }>;
  /** Which policy, who, what and when, as far as it is known by now. */
  readonly text: string;
  /** The text says who. */
  readonly isTraced: boolean;
  /** The same for the same change, whatever is known of who made it. */
  readonly fingerprint: string;
}

export interface Drifts {
  readonly drifts: readonly Drift[];
  /** Whether it is known of every policy that was written what became of it. */
  readonly isWhole: boolean;
}

/** So long a list may show a policy as it was before a write: until then it takes somebody's name to call it changed. */
const settlingMilliseconds = 600_000;

/** What became of the policies that the remediation wrote, as the last one of all that stand. */
export async function driftsOf(
  dependencies: { readonly policyAudit: PolicyAudit },
  { snapshot, scannedAt }: Seen,
  kept: KeptRemediation,
  standing: readonly KeptRemediation[],
): Promise<Drifts> {
  const { remediation } = kept;
  const own = driftOf(snapshot, remediation).filter((drift) => isWatched(drift, kept, standing));
  const drifts: Drift[] = [];
  let isWhole = true;
  for (const drift of own) {
    const since = lastWriteOf(kept, drift.policy.id) ?? remediation.state.at;
    if (drift.kind === 'unread' || scannedAt < since) isWhole = false;
    else if (drift.kind !== 'unchanged') {
      const tenantId = tenantIdSchema.parse(remediation.proposal.tenantId);
      const change = await whoChanged(dependencies, tenantId, drift.policy.id, since);
      const isSettled = Date.parse(scannedAt) - Date.parse(since) >= settlingMilliseconds;
      const isTraced = change.by.length > 0;
      if (isSettled || isTraced) {
        const text = driftText(drift, change, nameIn(snapshot));
        drifts.push({ drift, text, isTraced, fingerprint: fingerprintOf(drift, snapshot, since) });
      } else isWhole = false;
    }
  }
  return { drifts, isWhole };
}

/** Two remediations may have written the same policy: it is to be as the later one left it. */
function isWatched(
  { kind, policy }: PolicyDrift,
  { remediation }: KeptRemediation,
  standing: readonly KeptRemediation[],
): boolean {
  const { remediationId } = remediation.proposal;
  if (
    kind === 'deleted' &&
    standing.some((other) => createsAgain(other, remediationId, policy.displayName))
  ) {
    return false;
  }
  return lastWriter(policy.id, standing) === remediationId;
}

/** A policy that was deleted comes back under another id. */
function createsAgain({ remediation }: KeptRemediation, remediationId: string, displayName: string): boolean {
  const { purpose, plan } = remediation.proposal;
  return (
    purpose.kind === 'restore' &&
    purpose.remediationId === remediationId &&
    (remediation.state.status === 'enforced' || remediation.state.status === 'verified') &&
    plan.policies.some(({ policy }) => policy.id === null && policy.displayName.startsWith(displayName))
  );
}

function lastWriter(policyId: string, standing: readonly KeptRemediation[]): string | undefined {
  return standing
    .flatMap((kept) => {
      const at = lastWriteOf(kept, policyId);
      return at === undefined ? [] : [{ at, id: kept.remediation.proposal.remediationId }];
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))[0]?.id;
}

function lastWriteOf({ remediation }: KeptRemediation, policyId: string): string | undefined {
  const own = writtenPolicies(remediation).find(
    (one) => one.policyId.toLowerCase() === policyId.toLowerCase(),
  );
  return remediation.writes
    .filter(({ change, progress }) => change === own?.change && progress === 'written')
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
}

/** The same change again, after it was taken back, is another one: `since` and the time of the change tell them apart. */
function fingerprintOf(drift: Drift['drift'], snapshot: TenantSnapshot, since: string): string {
  const { policy, kind } = drift;
  const present = presentPolicy(snapshot, policy.id);
  const modified = present === undefined ? null : (memberAt(present, 'modifiedDateTime') ?? null);
  const differences = kind === 'deleted' ? [] : drift.differences;
  const what = canonicalJson({ id: policy.id, kind, differences, modified, since });
  return `sha256:${createHash('sha256').update(what).digest('hex')}`;
}

function nameIn(snapshot: TenantSnapshot): (id: string) => string {
  const { directory } = understandTenant(snapshot, []);
  return (id) => {
    if (directory.isUser(id)) return directory.userName(id);
    return directory.isGroup(id) ? `the group ${directory.groupName(id)}` : id;
  };
}
