import { isRecord } from '../../../core/conditional-access/wire.ts';
import { presentPolicy } from '../../../core/remediation/course/drift.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import { markerIn } from '../../../core/remediation/new-policy.ts';
import type { WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';
import { idOf, type StageWrite } from './stage-writes.ts';

/** What stands in the tenant where the write goes. */
export interface PolicyNow {
  /** Undefined: there is none. */
  readonly policy: WirePolicy | undefined;
  /** More than one carries the mark of what is created: which one is meant, nobody can tell. */
  readonly isAmbiguous: boolean;
}

/** Reads the policy by its id; one that has none yet is looked for by its mark, and where others write also by what it says. */
export async function lookAtPolicy(hand: RemediationInHand, write: StageWrite): Promise<PolicyNow> {
  const { policyWriter } = hand.dependencies;
  const id = idOf(hand.remediation, write);
  if (id !== null) {
    return { policy: await policyWriter.read(hand.tenantId, id), isAmbiguous: false };
  }
  const marked = newOnes(hand, write, await policyWriter.named(hand.tenantId, markOf(write)));
  const isAwaited = hand.remediation.proposal.rules.delivery === 'external';
  return onlyOne(marked.length === 0 && isAwaited ? await equalOnes(hand, write) : marked);
}

/** The same in what was read of the whole tenant, which may be older or younger. */
export function policyInSnapshot(
  hand: RemediationInHand,
  write: StageWrite,
  snapshot: TenantSnapshot,
): PolicyNow {
  const id = idOf(hand.remediation, write);
  if (id !== null) return { policy: presentPolicy(snapshot, id), isAmbiguous: false };
  const mark = markOf(write);
  const marked = snapshot.policies
    .filter(isRecord)
    .filter((policy) => String(memberAt(policy, 'displayName')).includes(mark));
  return onlyOne(newOnes(hand, write, marked));
}

function markOf({ planned }: StageWrite): string {
  return markerIn(planned.policy.displayName) ?? planned.policy.displayName;
}

/** Less those that had the mark already when the plan was made. */
function newOnes(
  { remediation }: RemediationInHand,
  write: StageWrite,
  marked: readonly WirePolicy[],
): readonly WirePolicy[] {
  const mark = markOf(write);
  const bound = remediation.proposal.restsOn.find(
    ({ kind, id }) => kind === 'noPolicyWithMark' && id === mark,
  );
  const known = new Set(bound?.fingerprint.split(' '));
  return marked.filter((policy) => !known.has(policyIdIn(policy).toLowerCase()));
}

function onlyOne([policy, ...others]: readonly WirePolicy[]): PolicyNow {
  return { policy, isAmbiguous: others.length > 0 };
}

/** Whoever delivers it may give it another name. */
async function equalOnes(hand: RemediationInHand, { stage }: StageWrite): Promise<readonly WirePolicy[]> {
  const all = await hand.dependencies.policyWriter.named(hand.tenantId, '');
  return all.filter((policy) => policyDifferences(withNameOf(stage.policy, policy), policy).length === 0);
}

export function withNameOf(policy: WirePolicy, other: WirePolicy): WirePolicy {
  return { ...policy, displayName: memberAt(other, 'displayName') };
}

export function policyIdIn(policy: WirePolicy): string {
  return String(memberAt(policy, 'id'));
}
