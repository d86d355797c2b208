import { ConflictError, TransientError } from '../../core/errors.ts';
import type { ApprovalRules, Proposal, Requester } from '../../core/remediation/course/proposal.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import { endRemediation } from './end-remediation.ts';
import { expireOverdue } from './expire-overdue.ts';
import { expectAlone, isOnItsWay } from './others-on-the-way.ts';
import { recordProposal } from './record-event.ts';
import type { RemediationDependencies } from './remediation-dependencies.ts';
import { remediationIdOf } from './remediation-id.ts';
import { proposedNotification } from './remediation-notifications.ts';
import { tellOfChange } from './tell-of-change.ts';

export interface KeepProposalDependencies extends RemediationDependencies {
  /** As the settings say; `approvals`: of what a person asked for. */
  readonly rules: ApprovalRules;
}

/** A proposal but for what is added when it is kept. */
export type DraftProposal = Omit<
  Proposal,
  'version' | 'remediationId' | 'rules' | 'proposedAt' | 'expiresAt'
>;

/** `isNew` is false where the same proposal of the same requester stands already. */
export interface KeptProposal {
  readonly kept: KeptRemediation;
  readonly isNew: boolean;
}

/**
 * Keeps the proposal, and asks the approvers. Sent twice, it is one. Throws ConflictError naming the remediation that
 * is on its way for the same control, or that writes a policy that this one writes.
 */
export async function keepProposal(
  dependencies: KeepProposalDependencies,
  draft: DraftProposal,
): Promise<KeptProposal> {
  await expireOverdue(dependencies, tenantIdSchema.parse(draft.tenantId));
  const proposal = proposalOf(dependencies, draft);
  for (let occurrence = 0; ; occurrence += 1) {
    const whole: Proposal = { ...proposal, remediationId: remediationIdOf(proposal, occurrence) };
    const known = await find(dependencies, whole);
    if (known !== undefined && !isOnItsWay(known.remediation)) continue;
    const kept = known ?? (await keep(dependencies, whole));
    const { remediation } = kept;
    // Told again for one that was sent again: the first time may have ended before it was told.
    if (remediation.state.status === 'proposed') {
      await tellOfChange(dependencies, remediation, 'none', [proposedNotification(remediation)]);
    }
    return { kept, isNew: known === undefined };
  }
}

function proposalOf(
  { clock, rules }: KeepProposalDependencies,
  draft: DraftProposal,
): Omit<Proposal, 'remediationId'> {
  const now = clock();
  const expires = new Date(now.getTime() + rules.approvalHours * 3_600_000);
  return {
    version: 1,
    ...draft,
    rules: rulesFor(draft.requestedBy, rules),
    proposedAt: now.toISOString(),
    expiresAt: expires.toISOString(),
  };
}

/** Nobody answers by name for what a scan or a pipeline asks for: that takes two people at least. */
function rulesFor({ kind }: Requester, rules: ApprovalRules): ApprovalRules {
  return kind === 'person' ? rules : { ...rules, approvals: Math.max(2, rules.approvals) };
}

async function keep(dependencies: KeepProposalDependencies, proposal: Proposal): Promise<KeptRemediation> {
  await expectAlone(dependencies, proposal);
  await recordProposal(dependencies, proposal);
  const kept = await find(dependencies, proposal);
  if (kept === undefined) throw new TransientError('The proposal could not be kept. Send it again.');
  await makeRoom(dependencies, kept);
  return kept;
}

/** Two that were kept at the same moment did not see each other: whoever sees another one now makes room. */
async function makeRoom(dependencies: KeepProposalDependencies, kept: KeptRemediation): Promise<void> {
  try {
    await expectAlone(dependencies, kept.remediation.proposal);
  } catch (conflict) {
    if (!(conflict instanceof ConflictError)) throw conflict;
    await endRemediation(dependencies, kept, { kind: 'superseded', reasons: [conflict.message] });
    throw conflict;
  }
}

async function find(
  { remediationStore }: KeepProposalDependencies,
  { tenantId, remediationId }: Proposal,
): Promise<KeptRemediation | undefined> {
  return remediationStore.find(tenantIdSchema.parse(tenantId), remediationIdSchema.parse(remediationId));
}
