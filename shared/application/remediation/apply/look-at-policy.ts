import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import { markerIn } from '../../../core/remediation/new-policy.ts';
import type { WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
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
  const id = idOf(hand.remediation, write);
  if (id !== null) {
    const policy = await hand.dependencies.policyWriter.read(hand.tenantId, id);
    return { policy, isAmbiguous: false };
  }
  const isAwaited = hand.remediation.proposal.rules.delivery === 'external';
  const marked = await withMark(hand, write);
  const [policy, ...others] = marked.length === 0 && isAwaited ? await equalOnes(hand, write) : marked;
  return { policy, isAmbiguous: others.length > 0 };
}

/** Less those that had the mark already when the plan was made. */
async function withMark(hand: RemediationInHand, { planned }: StageWrite): Promise<readonly WirePolicy[]> {
  const { restsOn } = hand.remediation.proposal;
  const mark = markerIn(planned.policy.displayName) ?? planned.policy.displayName;
  const bound = restsOn.find(({ kind, id }) => kind === 'noPolicyWithMark' && id === mark);
  const known = new Set(bound?.fingerprint.split(' '));
  const found = await hand.dependencies.policyWriter.named(hand.tenantId, mark);
  return found.filter((policy) => !known.has(policyIdIn(policy).toLowerCase()));
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
