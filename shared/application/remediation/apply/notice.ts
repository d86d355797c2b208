import { noticedNotification } from '../remediation-notifications.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/** Something that a person should look at and that changes no state: recorded and told once, however often it is met. */
export async function notice(hand: RemediationInHand, key: string, text: string): Promise<void> {
  const { remediation, journal, dependencies } = hand;
  const known = journal.find(({ event }) => event.kind === 'noticed' && event.key === key);
  const at = known?.at ?? hand.now();
  if (known === undefined) {
    await hand.record({ kind: 'noticed', key, text, subject: remediation.proposal.plan.control });
  }
  await dependencies.notificationQueue.put([noticedNotification(remediation, { key, text, at })]);
}
