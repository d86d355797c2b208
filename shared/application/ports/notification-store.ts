import type { Channel } from '../notifications/channel.ts';

/** One notification through one channel, and the message that asks for it. */
export interface Sending {
  /** As `notificationId` makes it of the key. */
  readonly id: string;
  readonly key: string;
  readonly channel: Channel;
  readonly messageId: string;
  /** ISO 8601: now. */
  readonly at: string;
  /** ISO 8601: until then no other message sends the same. */
  readonly until: string;
}

/** Remembers what was sent through which channel, so that it is sent once. */
export interface NotificationStore {
  /**
   * True for one message alone, which may send: false once it was sent or refused, and while another message is at it.
   * The same message, delivered again, may always go on.
   */
  begin(sending: Sending): Promise<boolean>;
  /** From here on no message sends it any more. */
  end(sending: Sending, outcome: 'sent' | 'refused'): Promise<void>;
}
