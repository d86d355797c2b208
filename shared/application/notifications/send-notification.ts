import { InputError } from '../../core/errors.ts';
import { eventNames } from '../event-names.ts';
import type { Clock } from '../ports/clock.ts';
import type { NotificationStore, Sending } from '../ports/notification-store.ts';
import type { Notifier, OutgoingNotification } from '../ports/notifier.ts';
import { type Delivery, type RejectMessageDependencies, rejectMessage } from '../reject-message.ts';
import type { Channel } from './channel.ts';
import { notificationId } from './notification-id.ts';
import { type NotificationMessage, parseNotificationMessage } from './notification-message.ts';
import { plainText, plainTitle } from './plain-text.ts';

export interface SendNotificationDependencies extends Omit<RejectMessageDependencies, 'notificationQueue'> {
  readonly channels: readonly Channel[];
  readonly openNotifier: (channel: Channel) => Promise<Notifier>;
  readonly notificationStore: NotificationStore;
  readonly clock: Clock;
  /** Where people find the app, without a slash at the end. */
  readonly siteUrl: string;
  /** The attempt after which the queue gives a message up. */
  readonly lastAttempt: number;
}

/** For one whose process died: as long as the host lets an invocation run. */
const reliedOnForMilliseconds = 600_000;

/**
 * Sends one notification through one channel, once however often its message is delivered; only a process that dies
 * between the sending and the writing sends twice, and then under the same id. Throws when the attempt failed and
 * another may succeed.
 */
export async function sendNotification(
  dependencies: SendNotificationDependencies,
  delivery: Delivery,
): Promise<void> {
  const { notificationStore, logger } = dependencies;
  const message = await acceptedMessage(dependencies, delivery);
  const { channel, notification } = message;
  const { key } = notification;
  if (!dependencies.channels.includes(channel)) {
    logger.warn('The channel of a notification is in NOTIFIER no more', { channel, key });
    return;
  }
  const sending = sendingOf(message, delivery, dependencies.clock());
  if (!(await notificationStore.begin(sending))) {
    logger.info('Notification sent before', { channel, key });
    return;
  }
  const outcome = await sendThrough(dependencies, delivery, message, sending);
  if (outcome.status === 'refused') {
    await recordFailure(dependencies, sending, outcome.why);
  } else {
    logger.info('Notification sent', { channel, key, id: sending.id });
  }
  await notificationStore.end({ ...sending, at: dependencies.clock().toISOString() }, outcome.status);
}

async function sendThrough(
  dependencies: SendNotificationDependencies,
  delivery: Delivery,
  { channel, notification }: NotificationMessage,
  sending: Sending,
) {
  try {
    const notifier = await dependencies.openNotifier(channel);
    return await notifier.send(outgoing(notification, sending.id, dependencies.siteUrl));
  } catch (error) {
    const { attempt, queue } = delivery;
    const { key } = notification;
    dependencies.logger.warn('A notification could not be sent', { queue, channel, key, attempt, error });
    if (attempt >= dependencies.lastAttempt) {
      await recordFailure(dependencies, sending, error instanceof Error ? error.message : String(error));
    }
    throw error;
  }
}

async function recordFailure(
  { telemetry, logger }: SendNotificationDependencies,
  { channel, key, id }: Sending,
  why: string,
): Promise<void> {
  logger.error('A notification was given up', { channel, key, id, why });
  await telemetry.record([{ name: eventNames.notificationFailed, properties: { channel, key, id, why } }]);
}

function sendingOf(
  { channel, notification: { key } }: NotificationMessage,
  { messageId }: Delivery,
  now: Date,
): Sending {
  const at = now.toISOString();
  const until = new Date(now.getTime() + reliedOnForMilliseconds).toISOString();
  return { id: notificationId(key), key, channel, messageId, at, until };
}

function outgoing(
  { key: _, path, title, text, ...notification }: NotificationMessage['notification'],
  id: string,
  siteUrl: string,
): OutgoingNotification {
  return {
    ...notification,
    id,
    title: plainTitle(title),
    text: plainText(text),
    link: `${siteUrl}${path}`,
  };
}

async function acceptedMessage(
  dependencies: SendNotificationDependencies,
  delivery: Delivery,
): Promise<NotificationMessage> {
  try {
    return parseNotificationMessage(delivery.message);
  } catch (error) {
    if (error instanceof InputError)
      await rejectMessage({ ...dependencies, notificationQueue: nobody }, delivery, error);
    throw error;
  }
}

/** A notification of a wrong notification could go on for ever. The log, the event and the stored message tell of it. */
const nobody = { put: async () => undefined };
