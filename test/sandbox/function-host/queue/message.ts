import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { RpcTypedData } from '../worker/core-api.ts';
import type { Invocation } from '../worker/invocation-request.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The message's own text; undefined when it is not in the encoding that host.json demands. */
export function decodeMessage(text: string, encoding: 'base64' | 'none'): string | undefined {
  if (encoding === 'none') return text;
  return base64.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
}

export function queueInvocation(message: DequeuedMessageItem, text: string, queueName: string): Invocation {
  return {
    reason: `new message on ${queueName}`,
    data: { string: text },
    triggerMetadata: {
      QueueTrigger: { string: text },
      Id: { string: message.messageId },
      PopReceipt: { string: message.popReceipt },
      DequeueCount: json(message.dequeueCount),
      InsertionTime: json(message.insertedOn),
      ExpirationTime: json(message.expiresOn),
      NextVisibleTime: json(message.nextVisibleOn),
    },
  };
}

/** A run by hand has no message behind it, only a text. */
export function manualQueueInvocation(text: string): Invocation {
  return {
    reason: 'run by hand',
    data: { string: text },
    triggerMetadata: { QueueTrigger: { string: text }, DequeueCount: json(1) },
  };
}

function json(value: unknown): RpcTypedData {
  return { json: JSON.stringify(value) };
}
