import type { NotificationStore, Sending } from '../../../shared/application/ports/notification-store.ts';

type State =
  | { readonly status: 'sending'; readonly sending: Sending }
  | { readonly status: 'sent' | 'refused' };

export class InMemoryNotificationStore implements NotificationStore {
  /** By id and channel. */
  readonly states = new Map<string, State>();

  async begin(sending: Sending): Promise<boolean> {
    const state = this.states.get(keyOf(sending));
    if (state !== undefined && !mayBegin(state, sending)) return false;
    this.states.set(keyOf(sending), { status: 'sending', sending });
    return true;
  }

  async end(sending: Sending, status: 'sent' | 'refused'): Promise<void> {
    this.states.set(keyOf(sending), { status });
  }
}

function mayBegin(state: State, { messageId, at }: Sending): boolean {
  if (state.status !== 'sending') return false;
  return state.sending.messageId === messageId || state.sending.until <= at;
}

function keyOf({ id, channel }: Sending): string {
  return `${id}|${channel}`;
}
