import { createHash } from 'node:crypto';
import { ConflictError } from '../../../core/errors.ts';
import { planRestore } from '../../../core/remediation/course/restore-plan.ts';
import { eventNames } from '../../event-names.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { draftProposal } from '../draft-proposal.ts';
import { keepProposal } from '../keep-proposal.ts';
import { judgeOptionsOf } from '../planning-dependencies.ts';
import { driftNotification } from '../remediation-notifications.ts';
import type { Drift } from './drifts.ts';
import type { Following, In } from './following.ts';
import { noticedOf, noticeOnce } from './notice-once.ts';

/** Tells of each change that somebody made to what is in force, and proposes to take it back: once for each. */
export async function watchForDrift(
  following: Following,
  kept: In<'enforced' | 'verified'>,
  drifts: readonly Drift[],
): Promise<KeptRemediation> {
  const grave = drifts.filter(({ drift }) => drift.kind !== 'renamed');
  if (grave.length === 0) return kept;
  let now: KeptRemediation = kept;
  for (const drift of grave) now = await tellOfDrift(following, now, drift);
  return proposeRestore(following, now, grave);
}

async function tellOfDrift(
  following: Following,
  kept: KeptRemediation,
  { drift, text, isTraced, fingerprint }: Drift,
): Promise<KeptRemediation> {
  const policyId = drift.policy.id;
  const earlier = (await noticedOf(following, kept)).find(
    (one) => one.key === 'policy-drifted' && one.fingerprint === fingerprint,
  );
  if (earlier !== undefined) {
    // The directory audit shows a change a while after the policy does.
    if (!isTraced || earlier.text === text) return kept;
    return noticeOnce(following, kept, { key: 'policy-drift-traced', text, subject: policyId, fingerprint });
  }
  const notice = { key: 'policy-drifted', text, subject: policyId, fingerprint };
  return noticeOnce(following, kept, notice, async ({ notificationQueue, telemetry, scanned }) => {
    const { tenantId, remediationId, plan } = kept.remediation.proposal;
    const properties = { tenantId, remediationId, control: plan.control, policyId };
    await telemetry.record([{ name: eventNames.remediationDrifted, properties }]);
    const at = scanned.scan.state.scannedAt;
    const key = fingerprint.slice(-16);
    await notificationQueue.put([driftNotification(kept.remediation, { key, text, at })]);
  });
}

const restoreProposed = 'restore-proposed';

/** One that people rejected, or let expire, is not proposed again for the same change: they decided that it stays. */
async function proposeRestore(
  following: Following,
  kept: KeptRemediation,
  drifts: readonly Drift[],
): Promise<KeptRemediation> {
  const fingerprint = together(drifts);
  const noticed = await noticedOf(following, kept);
  if (noticed.some((one) => one.key === restoreProposed && one.fingerprint === fingerprint)) return kept;
  try {
    const restore = await keptRestore(following, kept);
    const subject = restore.remediation.proposal.remediationId;
    const text = `The restoration ${subject} is proposed: two people must approve it.`;
    const notice = { key: restoreProposed, text, subject, fingerprint };
    return await noticeOnce(following, kept, notice, toldWithTheProposal);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { tenantId, remediationId } = kept.remediation.proposal;
    following.logger.info('A restoration was not proposed', { tenantId, remediationId, error });
    return kept;
  }
}

async function toldWithTheProposal(): Promise<void> {}

async function keptRestore(following: Following, { remediation }: KeptRemediation): Promise<KeptRemediation> {
  const { scanned } = following;
  const { remediationId } = remediation.proposal;
  const plan = planRestore(scanned.snapshot, remediation, judgeOptionsOf(following, scanned));
  const purpose = { kind: 'restore', remediationId } as const;
  const requestedBy = { kind: 'scan', scanId: scanned.scan.scanId } as const;
  const draft = await draftProposal(following, scanned, { plan, purpose, requestedBy });
  return (await keepProposal(following, draft)).kept;
}

function together(drifts: readonly Drift[]): string {
  const all = drifts.map(({ fingerprint }) => fingerprint).toSorted();
  return `sha256:${createHash('sha256').update(all.join(' ')).digest('hex')}`;
}
