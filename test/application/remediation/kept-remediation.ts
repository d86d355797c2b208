import { remediationIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type {
  KeptRemediation,
  RemediationStore,
} from '../../../shared/application/ports/remediation-store.ts';
import { recordEvent, recordProposal } from '../../../shared/application/remediation/record-event.ts';
import type { RemediationEvent } from '../../../shared/core/remediation/course/events.ts';
import type { Proposal } from '../../../shared/core/remediation/course/proposal.ts';
import { minute } from '../examples.ts';

/** How it is kept now; it must be. */
export async function keptRemediation(
  store: RemediationStore,
  { tenantId, remediationId }: Pick<Proposal, 'tenantId' | 'remediationId'>,
): Promise<KeptRemediation> {
  const found = await store.find(tenantIdSchema.parse(tenantId), remediationIdSchema.parse(remediationId));
  if (found === undefined) throw new Error(`Remediation ${remediationId} was not kept.`);
  return found;
}

/** Keeps the proposal and what happened to it, as the app does: each event half an hour after the day's start. */
export async function keepRemediation(
  remediationStore: RemediationStore,
  proposal: Proposal,
  events: readonly RemediationEvent[] = [],
): Promise<void> {
  await recordProposal({ remediationStore }, proposal);
  const clock = () => new Date(minute(30));
  for (const event of events) {
    const found = await keptRemediation(remediationStore, proposal);
    await recordEvent({ remediationStore, clock }, found, event);
  }
}
