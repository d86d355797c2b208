import type { RemediationEvent } from '../../../core/remediation/course/events.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { Notification } from '../../notification.ts';
import type { KeptRemediation, RemediationStore } from '../../ports/remediation-store.ts';
import type { JournalEntry } from '../journal-entry.ts';
import { noticedNotification } from '../remediation-notifications.ts';
import { type Following, happens, idOf } from './following.ts';

type Noticed = Extract<RemediationEvent, { kind: 'noticed' }>;
export type Notice = Omit<Noticed, 'kind'> & { readonly fingerprint: string };

/**
 * Records it and tells of it, unless that was done before: the fingerprint says what is the same happening, however it
 * is put into words.
 */
export async function noticeOnce(
  following: Following,
  kept: KeptRemediation,
  notice: Notice,
  notificationsOf = usualNotifications,
): Promise<KeptRemediation> {
  const noticed = await noticedOf(following, kept);
  if (noticed.some((one) => one.key === notice.key && one.fingerprint === notice.fingerprint)) return kept;
  const event: Noticed = { kind: 'noticed', ...notice };
  const { scannedAt } = following.scanned.scan.state;
  return happens(following, kept, event, () => notificationsOf(kept, notice, scannedAt));
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

function usualNotifications(
  { remediation }: KeptRemediation,
  { key, fingerprint, text }: Notice,
  at: string,
): readonly Notification[] {
  return [noticedNotification(remediation, { key: `${key}|${fingerprint.slice(-16)}`, text, at })];
}
