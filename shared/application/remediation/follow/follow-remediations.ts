import { ConflictError, TransientError } from '../../../core/errors.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import type { Scan, Succeeded } from '../../scan.ts';
import { type ScannedTenant, scannedTenant } from '../../scanned-tenant.ts';
import { noticedNotification } from '../remediation-notifications.ts';
import { followRemediation } from './follow-remediation.ts';
import { type FollowDependencies, type Following, idOf } from './following.ts';

/**
 * Carries every remediation of the tenant on by what a scan saw that has succeeded. `scanned`: the same, where it is
 * still at hand. Delivered twice, it has one effect. Never rejects: what fails is logged and told, and fails no scan.
 */
export async function followRemediations(
  dependencies: FollowDependencies,
  scan: Scan<Succeeded>,
  scanned?: ScannedTenant,
): Promise<void> {
  const { remediationStore, resultStore, logger } = dependencies;
  const { tenantId, scanId } = scan;
  try {
    const standing = await remediationStore.standing(tenantId);
    if (standing.length === 0) return;
    // One that finishes late says nothing that a younger one does not say better.
    const newest = await resultStore.newestSucceededScan(tenantId);
    if (newest?.scanId !== scanId) return;
    const following = { ...dependencies, scanned: scanned ?? (await scannedTenant(dependencies, scan)) };
    for (const kept of proposalsFirst(standing)) await followOrTell(following, kept);
  } catch (error) {
    logger.error('Remediations could not be followed', { tenantId, scanId, error });
  }
}

/** What a proposal was in the way of is looked at after it has ended. */
function proposalsFirst(standing: readonly KeptRemediation[]): readonly KeptRemediation[] {
  const isProposal = ({ remediation }: KeptRemediation) => remediation.state.status === 'proposed';
  return [...standing.filter(isProposal), ...standing.filter((kept) => !isProposal(kept))];
}

async function followOrTell(following: Following, kept: KeptRemediation): Promise<void> {
  const { logger, notificationQueue, scanned } = following;
  const { tenantId } = kept.remediation.proposal;
  const about = { tenantId: tenantIdSchema.parse(tenantId), remediationId: idOf(kept) };
  try {
    await followRemediation(following, kept);
  } catch (error) {
    if (error instanceof ConflictError) {
      logger.info('Somebody else carried a remediation on', { ...about, error });
      return;
    }
    logger.error('A remediation could not be followed', { ...about, error });
    if (error instanceof TransientError) return;
    const text = `The scan could not carry it on: ${error instanceof Error ? error.message : String(error)}`;
    const at = scanned.scan.state.scannedAt;
    const key = `notFollowed|${at.slice(0, 10)}`;
    await notificationQueue.put([noticedNotification(kept.remediation, { key, text, at })]);
  }
}
