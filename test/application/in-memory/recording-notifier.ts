import type {
  Notifier,
  OutgoingNotification,
  SendOutcome,
} from '../../../shared/application/ports/notifier.ts';

/** Keeps what was sent, in order; what it answers can be set. */
export class RecordingNotifier implements Notifier {
  readonly sent: OutgoingNotification[] = [];
  answer: () => Promise<SendOutcome> = async () => ({ status: 'sent' });

  async send(notification: OutgoingNotification): Promise<SendOutcome> {
    this.sent.push(notification);
    return this.answer();
  }
}
