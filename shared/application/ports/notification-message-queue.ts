import type { NotificationMessage } from '../notifications/notification-message.ts';

/** Where notifications wait for `sendNotification`, one message for each channel. Delivery is at least once, in no order. */
export interface NotificationMessageQueue {
  put(message: NotificationMessage): Promise<void>;
}
