import type { RemediationEvent } from '../../../core/remediation/course/events.ts';
import type {
  Remediation,
  RemediationState,
  RemediationStatus,
  StateOf,
} from '../../../core/remediation/course/remediation.ts';
import { type RemediationId, remediationIdSchema } from '../../identifiers.ts';
import type { Notification } from '../../notification.ts';
import type { JournalHeadStore } from '../../ports/journal-head-store.ts';
import type { Logger } from '../../ports/logger.ts';
import type { PolicyAudit } from '../../ports/policy-audit.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import type { ResultStore } from '../../ports/result-store.ts';
import type { SignInEvidenceStore } from '../../ports/sign-in-evidence-store.ts';
import type { WhatIf } from '../../ports/what-if.ts';
import type { ScannedTenant } from '../../scanned-tenant.ts';
import type { ProposeDependencies } from '../propose-remediation.ts';
import { recordEvent } from '../record-event.ts';
import { tellOfChange } from '../tell-of-change.ts';

export interface FollowDependencies extends ProposeDependencies {
  readonly signInEvidenceStore: SignInEvidenceStore;
  readonly journalHeadStore: Pick<JournalHeadStore, 'heads'>;
  readonly resultStore: Pick<ResultStore, 'newestSucceededScan' | 'latestOf'>;
  readonly whatIf: WhatIf;
  readonly policyAudit: PolicyAudit;
  readonly logger: Logger;
}

/** A scan, and all that following a remediation by it needs. */
export interface Following extends FollowDependencies {
  readonly scanned: ScannedTenant;
}

/** A kept remediation in that state. */
export interface KeptIn<State extends RemediationState> extends KeptRemediation {
  readonly remediation: Remediation<State>;
}

/** The states that are called so. */
export type In<Status extends RemediationStatus> = KeptIn<StateOf<Status>>;

export function isIn<Status extends RemediationStatus>(
  kept: KeptRemediation,
  ...statuses: readonly Status[]
): kept is In<Status> {
  return statuses.some((status) => kept.remediation.state.status === status);
}

/** Records the event, then tells the writer, people and alerts. Throws ConflictError where somebody else was quicker. */
export async function happens(
  following: Following,
  kept: KeptRemediation,
  event: RemediationEvent,
  notificationsOf: (remediation: Remediation) => readonly Notification[] = () => [],
): Promise<KeptRemediation> {
  const now = await recordEvent(following, kept, event);
  const { status } = kept.remediation.state;
  await tellOfChange(following, now.remediation, status, notificationsOf(now.remediation));
  return now;
}

export function idOf({ remediation: { proposal } }: KeptRemediation): RemediationId {
  return remediationIdSchema.parse(proposal.remediationId);
}

/** What the scan read is no news of what happened after it began. */
export function isSeenSince({ scanned }: Pick<Following, 'scanned'>, time: string): boolean {
  return scanned.scan.state.scannedAt >= time;
}
