import type { NotificationAudience } from '../../application/notification.ts';
import type { Notifier, OutgoingNotification, SendOutcome } from '../../application/ports/notifier.ts';
import type { JsonPoster } from './json-poster.ts';

export interface EmailSettings {
  /** Of the Communication Services resource, e.g. `https://contoso.communication.azure.com`. */
  readonly endpoint: string;
  readonly from: string;
  readonly to: Readonly<Record<NotificationAudience, readonly string[]>>;
}

/** Of access tokens for Communication Services in every region; the second slash is part of it. */
export const emailScope = 'https://communication.azure.com//.default';

const apiVersion = '2023-03-31';

/**
 * E-mail through Azure Communication Services. Sent means accepted: whether a mail reached a mailbox is in the
 * service's own logs. Its one call does not pay for an SDK.
 */
export class EmailNotifier implements Notifier {
  readonly #settings: EmailSettings;
  readonly #poster: JsonPoster;

  constructor(settings: EmailSettings, poster: JsonPoster) {
    this.#settings = settings;
    this.#poster = poster;
  }

  send(notification: OutgoingNotification): Promise<SendOutcome> {
    const { endpoint } = this.#settings;
    return this.#poster.post({
      url: new URL(`/emails:send?api-version=${apiVersion}`, endpoint).href,
      headers: { 'operation-id': notification.id },
      body: JSON.stringify(email(this.#settings, notification)),
      // An operation of this id was begun before.
      sentStatus: 409,
    });
  }
}

/** Plain text only: there is no markup that a name could break out of. */
function email({ from, to }: EmailSettings, { audience, title, text, link, at }: OutgoingNotification) {
  return {
    senderAddress: from,
    recipients: { to: to[audience].map((address) => ({ address })) },
    content: { subject: `Gateproof: ${title}`, plainText: `${text}\n\n${link}\n\n${at}\n` },
    userEngagementTrackingDisabled: true,
  };
}
