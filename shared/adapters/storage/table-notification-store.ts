import * as z from 'zod/mini';
import type { NotificationStore, Sending } from '../../application/ports/notification-store.ts';
import { TransientError } from '../../core/errors.ts';
import { type Action, putRow, type Row, replaceRow, type StorageTable } from './storage-table.ts';

export const notificationsTableName = 'notifications';

const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('sending'), messageId: z.string(), until: z.string() }),
  z.object({ status: z.enum(['sent', 'refused']) }),
]);

const mostAttempts = 8;

/** A partition for each notification, in it a row for each channel: no text, and nothing of where it was sent. */
export class TableNotificationStore implements NotificationStore {
  readonly #table: StorageTable;

  constructor(table: StorageTable) {
    this.#table = table;
  }

  async begin(sending: Sending): Promise<boolean> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const row = await this.#table.get(sending.id, sending.channel);
      if (row !== undefined && !mayBegin(row, sending)) return false;
      // Refused when another message began at the same moment: then it is looked at again.
      if (await this.#table.submit([claim(row, sending)])) return true;
    }
    throw new TransientError(
      'Too many messages ask for one notification at the same moment. It is sent later.',
    );
  }

  async end({ id, channel, key, at }: Sending, outcome: 'sent' | 'refused'): Promise<void> {
    await this.#table.submit([putRow({ partitionKey: id, rowKey: channel, key, status: outcome, at })]);
  }
}

function mayBegin(row: Row, { messageId, at }: Sending): boolean {
  const state = stateSchema.parse(row);
  return state.status === 'sending' && (state.messageId === messageId || state.until <= at);
}

function claim(row: Row | undefined, { id, channel, key, messageId, at, until }: Sending): Action {
  return replaceRow(row, { partitionKey: id, rowKey: channel, key, status: 'sending', messageId, at, until });
}
