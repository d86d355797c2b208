import { ConflictError, ForbiddenError } from '../../core/errors.ts';
import { isEnded } from '../../core/remediation/course/course.ts';
import type { Remediation } from '../../core/remediation/course/remediation.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import { endRemediation } from './end-remediation.ts';
import {
  actingPerson,
  type Deciding,
  findRemediation,
  type RemediationDependencies,
} from './remediation-dependencies.ts';
import { endedNotification } from './remediation-notifications.ts';
import { tellOfChange } from './tell-of-change.ts';
import { whatStays } from './what-stays.ts';

/**
 * Says no to a remediation that is not in force, or not yet whole. Asked again by the same person it changes nothing. What
 * was written stays, and the reason that is kept says so. Throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function rejectRemediation(
  dependencies: RemediationDependencies,
  deciding: Deciding,
  reason: string,
): Promise<KeptRemediation> {
  const { caller, tenantId, remediationId } = deciding;
  const by = actingPerson(caller);
  const found = await findRemediation(dependencies, tenantId, remediationId);
  if (await isRejectedBySame(dependencies, deciding, found)) return toldAgain(dependencies, found);
  if (found.remediation.writes.some(({ progress }) => progress === 'intended')) {
    throw new ConflictError('A policy is being written for it at this moment: try again in a few minutes.');
  }
  const told = withWhatStays(reason, found.remediation);
  return endRemediation(dependencies, found, { kind: 'rejected', by, reason: told });
}

function withWhatStays(reason: string, remediation: Remediation): string {
  const stays = whatStays(remediation);
  if (stays.length === 0) return reason;
  return [/[.!?]$/.test(reason) ? reason : `${reason}.`, ...stays].join(' ');
}

/** The same by the one who asked for it. Throws ForbiddenError for others. */
export async function withdrawRemediation(
  dependencies: RemediationDependencies,
  deciding: Deciding,
  reason: string,
): Promise<KeptRemediation> {
  const { caller, tenantId, remediationId } = deciding;
  const { requestedBy } = (await findRemediation(dependencies, tenantId, remediationId)).remediation.proposal;
  const isOwn = requestedBy.kind === 'person' && requestedBy.objectId === caller.objectId;
  if (isOwn) return rejectRemediation(dependencies, deciding, reason);
  throw new ForbiddenError('Only who asked for a remediation withdraws it; approvers reject it.');
}

async function isRejectedBySame(
  { remediationStore }: RemediationDependencies,
  { caller, tenantId, remediationId }: Deciding,
  { remediation }: KeptRemediation,
): Promise<boolean> {
  if (remediation.state.status !== 'rejected') return false;
  const last = (await remediationStore.journal(tenantId, remediationId)).at(-1);
  return last?.event.kind === 'rejected' && last.event.by.objectId === caller.objectId;
}

/** The first time may have ended before it was told. */
async function toldAgain(
  dependencies: RemediationDependencies,
  kept: KeptRemediation,
): Promise<KeptRemediation> {
  const { remediation } = kept;
  const notifications = isEnded(remediation) ? [endedNotification(remediation)] : [];
  await tellOfChange(dependencies, remediation, remediation.state.status, notifications);
  return kept;
}
