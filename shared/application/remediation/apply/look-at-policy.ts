import { isRecord } from '../../../core/conditional-access/wire.ts';
import { presentPolicy } from '../../../core/remediation/course/drift.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import { markerIn } from '../../../core/remediation/new-policy.ts';
import type { WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';
import { idOf, recordedWrite, type StageWrite } from './stage-writes.ts';

/** By which Graph's clock may be behind the writer's. */
const clockDifferenceMilliseconds = 5 * 60_000;

/** What stands in the tenant where the write goes. */
export interface PolicyNow {
  /** Undefined: there is none. */
  readonly policy: WirePolicy | undefined;
  /** More than one carries the mark of what is created: which one is meant, nobody can tell. */
  readonly isAmbiguous: boolean;
}

/**
 * Reads the policy by its id; one that has none yet is looked for by its mark, and where it may be there under another name
 * also by what it says.
 */
export async function lookAtPolicy(hand: RemediationInHand, write: StageWrite): Promise<PolicyNow> {
  const { policyWriter } = hand.dependencies;
  const id = idOf(hand.remediation, write);
  if (id !== null) {
    return { policy: await policyWriter.read(hand.tenantId, id), isAmbiguous: false };
  }
  const text = equalSince(hand, write) === undefined ? markOf(write) : '';
  return createdOne(hand, write, await policyWriter.named(hand.tenantId, text));
}

/** The same in what was read of the whole tenant, which may be older or younger. */
export function policyInSnapshot(
  hand: RemediationInHand,
  write: StageWrite,
  snapshot: TenantSnapshot,
): PolicyNow {
  const id = idOf(hand.remediation, write);
  if (id !== null) return { policy: presentPolicy(snapshot, id), isAmbiguous: false };
  return createdOne(hand, write, snapshot.policies.filter(isRecord));
}

function createdOne(hand: RemediationInHand, write: StageWrite, policies: readonly WirePolicy[]): PolicyNow {
  const marked = newOnes(hand, write, policies);
  const [policy, ...others] = marked.length > 0 ? marked : equalOnes(hand, write, policies);
  return { policy, isAmbiguous: others.length > 0 };
}

function markOf({ planned }: StageWrite): string {
  return markerIn(planned.policy.displayName) ?? planned.policy.displayName;
}

/** Those with the mark, less those that had it already when the plan was made. */
function newOnes(
  { remediation }: RemediationInHand,
  write: StageWrite,
  policies: readonly WirePolicy[],
): readonly WirePolicy[] {
  const mark = markOf(write);
  const bound = remediation.proposal.restsOn.find(
    ({ kind, id }) => kind === 'noPolicyWithMark' && id === mark,
  );
  const known = new Set(bound?.fingerprint.split(' '));
  return policies
    .filter((policy) => String(memberAt(policy, 'displayName')).toLowerCase().includes(mark.toLowerCase()))
    .filter((policy) => !known.has(policyIdIn(policy).toLowerCase()));
}

/** Whoever delivers it may give it another name, and so may a person who comes across what the writer has just created. */
function equalOnes(
  hand: RemediationInHand,
  write: StageWrite,
  policies: readonly WirePolicy[],
): readonly WirePolicy[] {
  const since = equalSince(hand, write);
  if (since === undefined) return [];
  return policies
    .filter((policy) => since === 'ever' || Date.parse(String(memberAt(policy, 'createdDateTime'))) >= since)
    .filter((policy) => policyDifferences(withNameOf(write.stage.policy, policy), policy).length === 0);
}

/** Since when a policy must be there to be the one that is to be created; undefined where nobody can have created it yet. */
function equalSince({ remediation }: RemediationInHand, write: StageWrite): number | 'ever' | undefined {
  if (remediation.proposal.rules.delivery === 'external') return 'ever';
  const intended = recordedWrite(remediation, write);
  return intended === undefined ? undefined : Date.parse(intended.at) - clockDifferenceMilliseconds;
}

export function withNameOf(policy: WirePolicy, other: WirePolicy): WirePolicy {
  return { ...policy, displayName: memberAt(other, 'displayName') };
}

export function policyIdIn(policy: WirePolicy): string {
  return String(memberAt(policy, 'id'));
}
