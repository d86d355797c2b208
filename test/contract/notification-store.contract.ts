import { beforeEach, describe, expect, it } from 'vitest';
import { notificationId } from '../../shared/application/notifications/notification-id.ts';
import type { NotificationStore, Sending } from '../../shared/application/ports/notification-store.ts';
import { minute } from '../application/examples.ts';

/** What every store of notifications must do. */
export function describeNotificationStore(where: string, open: () => Promise<NotificationStore>): void {
  describe(`The store of notifications ${where}`, () => {
    let store: NotificationStore;
    beforeEach(async () => {
      store = await open();
    });

    it('lets the message that asks first send, and when it is delivered again', async () => {
      expect(await store.begin(sending())).toBe(true);
      expect(await store.begin(sending({ at: minute(1) }))).toBe(true);
    });

    it('lets no other message send meanwhile, and one of them after that time', async () => {
      await store.begin(sending());

      expect(await store.begin(sending({ messageId: 'm2', at: minute(9) }))).toBe(false);
      expect(await store.begin(sending({ messageId: 'm3', at: minute(10), until: minute(20) }))).toBe(true);
      expect(await store.begin(sending({ messageId: 'm2', at: minute(11) }))).toBe(false);
    });

    it.each(['sent', 'refused'] as const)('lets nobody send what was %s, however late', async (outcome) => {
      await store.begin(sending());
      await store.end(sending(), outcome);

      expect(await store.begin(sending())).toBe(false);
      expect(await store.begin(sending({ messageId: 'm2', at: minute(1_000) }))).toBe(false);
    });

    it('tells channels and notifications apart', async () => {
      await store.begin(sending());
      await store.end(sending(), 'sent');

      expect(await store.begin(sending({ channel: 'slack' }))).toBe(true);
      expect(await store.begin(sending({ id: notificationId('another'), key: 'another' }))).toBe(true);
    });

    it('lets one of several messages send that ask at the same moment', async () => {
      const asked = ['m1', 'm2', 'm3', 'm4'].map((messageId) => store.begin(sending({ messageId })));

      expect((await Promise.all(asked)).filter((mayBegin) => mayBegin)).toHaveLength(1);
    });
  });
}

function sending(more: Partial<Sending> = {}): Sending {
  const key = 'exceptionExpired|example';
  const times = { at: minute(0), until: minute(10) };
  return { id: notificationId(key), key, channel: 'teams', messageId: 'm1', ...times, ...more };
}
