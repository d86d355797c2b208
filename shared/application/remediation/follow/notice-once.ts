import type { RemediationEvent } from '../../../core/remediation/course/events.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation, RemediationStore } from '../../ports/remediation-store.ts';
import type { JournalEntry } from '../journal-entry.ts';
import { noticedNotification } from '../remediation-notifications.ts';
import { type Following, happens, idOf } from './following.ts';

type Noticed = Extract<RemediationEvent, { kind: 'noticed' }>;
export type Notice = Omit<Noticed, 'kind'> & { readonly fingerprint: string };

/**
 * Tells of it and records it, unless that was done before: the fingerprint says what is the same happening, however it
 * is put into words. Told first, so that whoever dies in between tells it again and does not forget it.
 */
export async function noticeOnce(
  following: Following,
  kept: KeptRemediation,
  notice: Notice,
  tell = tellUsually,
): Promise<KeptRemediation> {
  const noticed = await noticedOf(following, kept);
  if (noticed.some((one) => one.key === notice.key && one.fingerprint === notice.fingerprint)) return kept;
  await tell(following, kept, notice);
  return happens(following, kept, { kind: 'noticed', ...notice });
}

/** What was noticed of a remediation so far, and when. */
export async function noticedOf(
  { remediationStore }: { readonly remediationStore: Pick<RemediationStore, 'journal'> },
  kept: KeptRemediation,
): Promise<readonly (Noticed & Pick<JournalEntry, 'at'>)[]> {
  const { tenantId } = kept.remediation.proposal;
  const journal = await remediationStore.journal(tenantIdSchema.parse(tenantId), idOf(kept));
  return journal.flatMap(({ event, at }) => (event.kind === 'noticed' ? [{ ...event, at }] : []));
}

async function tellUsually(
  { notificationQueue, scanned }: Following,
  { remediation }: KeptRemediation,
  { key, fingerprint, text }: Notice,
): Promise<void> {
  const at = scanned.scan.state.scannedAt;
  const happening = `${key}|${fingerprint.slice(-16)}`;
  await notificationQueue.put([noticedNotification(remediation, { key: happening, text, at })]);
}
