import type { InputError } from '../core/errors.ts';
import { eventNames } from './event-names.ts';
import type { Notification } from './notification.ts';
import type { Logger } from './ports/logger.ts';
import type { NotificationQueue } from './ports/notification-queue.ts';
import type { ResultStore } from './ports/result-store.ts';
import type { Telemetry } from './ports/telemetry.ts';

export interface RejectMessageDependencies {
  readonly resultStore: ResultStore;
  readonly telemetry: Telemetry;
  readonly notificationQueue: NotificationQueue;
  readonly logger: Logger;
}

/** A queue message as it was delivered. */
export interface Delivery {
  readonly queue: string;
  readonly messageId: string;
  /** ISO 8601: when the message entered the queue. */
  readonly insertedAt: string;
  readonly message: unknown;
  /** Counted from 1. */
  readonly attempt: number;
}

const longestText = 1_000;

/** Keeps the message with its reason, once however often it is delivered. The caller throws, so that it becomes poison. */
export async function rejectMessage(
  { resultStore, telemetry, notificationQueue, logger }: RejectMessageDependencies,
  { queue, messageId, insertedAt, message, attempt }: Delivery,
  error: InputError,
): Promise<void> {
  const reason = error.message;
  logger.error('A queue message was rejected', { queue, messageId, attempt, reason });
  const isNew = await resultStore.saveRejectedMessage({
    messageId,
    queue,
    rejectedAt: insertedAt,
    reason: shortened(reason),
    text: shortened(typeof message === 'string' ? message : (JSON.stringify(message) ?? '')),
  });
  if (isNew) {
    await telemetry.record([{ name: eventNames.messageRejected, properties: { queue, messageId, reason } }]);
  }
  await notificationQueue.put([rejectedNotification(queue, messageId, insertedAt)]);
}

/** Says nothing of the message itself, whose writer is not known. */
function rejectedNotification(queue: string, messageId: string, at: string): Notification {
  return {
    key: `messageRejected|${queue}|${messageId.slice(0, 100)}`,
    kind: 'messageRejected',
    level: 'error',
    audience: 'everyone',
    tenantId: null,
    title: `A message on the queue ${queue} was rejected`,
    text: 'It does not have the form that the app writes. Find out who put it there; its reason is kept with it.',
    path: '/api/results/rejected-messages',
    at,
  };
}

function shortened(text: string): string {
  return text.slice(0, longestText).toWellFormed();
}
