import { ConflictError, UnauthenticatedError } from '../../core/errors.ts';
import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { Approval, RemediationState } from '../../core/remediation/course/remediation.ts';
import type { ApprovalVerifier } from '../ports/approval-verifier.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import { expectSignature, expectUnused } from './approval-checks.ts';
import { type Decision, type Deliberation, decisionOf } from './decision.ts';
import { expectAcknowledged } from './expect-acknowledged.ts';
import type { JournalEntry } from './journal-entry.ts';
import { nothingToDecide } from './nothing-to-decide.ts';
import { recordEvent } from './record-event.ts';
import {
  actingPerson,
  type Deciding,
  findRemediation,
  type RemediationDependencies,
} from './remediation-dependencies.ts';
import { approvedNotification } from './remediation-notifications.ts';
import { tellOfChange } from './tell-of-change.ts';

export interface ApproveDependencies extends RemediationDependencies {
  /** As old as a measurement may be that an enforcement is decided on. */
  readonly maxResultAgeHours: number;
  readonly approvalVerifier: () => Promise<ApprovalVerifier>;
}

/** What an approver sends. */
export interface GivenApproval {
  readonly hash: string;
  readonly idToken: string;
  readonly reason: string;
  /** Of an enforcement: object ids of all who are stopped by it. */
  readonly acknowledged?: readonly string[] | undefined;
}

/**
 * One person's approval of what there is to decide on, signed by their ID token. Asked again by the same person with the
 * same hash it changes nothing. Throws NotFoundError, InputError, UnauthenticatedError, ForbiddenError, ConflictError.
 */
export async function approveRemediation(
  dependencies: ApproveDependencies,
  { caller, tenantId, remediationId }: Deciding,
  given: GivenApproval,
): Promise<KeptRemediation> {
  const { remediationStore, clock, maxResultAgeHours } = dependencies;
  const by = actingPerson(caller);
  const found = await findRemediation(dependencies, tenantId, remediationId);
  const journal = await remediationStore.journal(tenantId, remediationId);
  const standing = standingApproval(journal, by.objectId, given.hash);
  if (standing !== undefined) return toldAgain(dependencies, found, standing);

  const at = clock().toISOString();
  const impact = await remediationStore.impact(tenantId, remediationId);
  const deliberation = { remediation: found.remediation, impact, journal, at, maxResultAgeHours };
  const decision = decisionOf(deliberation);
  if (decision === undefined) throw new ConflictError(whyNot(deliberation));
  const token = await (await dependencies.approvalVerifier()).verify(given.idToken);
  if (token.tenantId !== caller.tenantId) {
    throw new UnauthenticatedError('The ID token is of another tenant than the access token.');
  }
  const { hash: signedHash, idToken, reason } = given;
  expectSignature(decision, { by, at, signedHash }, token);
  expectUnused(idToken, journal);
  expectAcknowledged(decision, given.acknowledged ?? []);

  const current = await withoutOutdated(dependencies, found, decision);
  // Approvals count since the others were voided: this one comes after that.
  const approval: Approval = {
    by,
    at: clock().toISOString(),
    reason,
    signedHash,
    idToken,
    key: token.key,
  };
  const event = eventOf(decision, approval, given.acknowledged ?? []);
  const now = await recordEvent(dependencies, current, event);
  await tell(dependencies, now, found.remediation.state.status, approval);
  return now;
}

function whyNot(deliberation: Deliberation): string {
  const { remediation, impact } = deliberation;
  const isClosed = remediation.state.status === 'observing' && impact?.gate.open === false;
  return [nothingToDecide(deliberation), ...(isClosed ? impact.gate.reasons : [])].join(' ');
}

/** That person's approval of that hash, unless it was voided since. */
function standingApproval(
  journal: readonly JournalEntry[],
  objectId: string,
  hash: string,
): Approval | undefined {
  const voided = journal.findLastIndex(({ event }) => event.kind === 'approvalsVoided');
  const approvals = journal
    .slice(voided + 1)
    .flatMap(({ event }) => ('approval' in event ? [event.approval] : []));
  return approvals.find(({ by, signedHash }) => by.objectId === objectId && signedHash === hash);
}

/** Put again for one that was sent again: the first time may have ended before it was put. */
async function toldAgain(
  dependencies: ApproveDependencies,
  kept: KeptRemediation,
  approval: Approval,
): Promise<KeptRemediation> {
  await tell(dependencies, kept, kept.remediation.state.status, approval);
  return kept;
}

async function tell(
  dependencies: ApproveDependencies,
  { remediation }: KeptRemediation,
  from: RemediationState['status'],
  approval: Approval,
): Promise<void> {
  const isDecided = remediation.state.status !== 'proposed' && remediation.state.status !== 'observing';
  const notification = approvedNotification(remediation, approval, isDecided);
  await tellOfChange(dependencies, remediation, from, [notification]);
}

/** Approvals of what would have stopped other people count no longer. */
async function withoutOutdated(
  dependencies: ApproveDependencies,
  found: KeptRemediation,
  { hash }: Decision,
): Promise<KeptRemediation> {
  const { state } = found.remediation;
  const isOutdated =
    state.status === 'observing' && state.approvals.some(({ signedHash }) => signedHash !== hash);
  if (!isOutdated) return found;
  const why = 'What there is to decide on has changed since: other people are stopped.';
  return recordEvent(dependencies, found, { kind: 'approvalsVoided', why });
}

function eventOf(
  { kind, needed, given, hash, enforcement }: Decision,
  approval: Approval,
  acknowledged: readonly string[],
): RemediationEvent {
  if (given + 1 < needed) return { kind: 'approvalGiven', approval };
  if (kind === 'apply') return { kind: 'applicationApproved', approval };
  return { kind: 'enforcementApproved', approval, enforcementHash: hash, enforcement, acknowledged };
}
