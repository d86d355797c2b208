import type { NotificationAudience } from '../../application/notification.ts';
import type { Notifier, OutgoingNotification, SendOutcome } from '../../application/ports/notifier.ts';
import type { JsonPoster } from './json-poster.ts';

/** Where the notifications of each audience go: addresses that are secrets. */
export type WebhookUrls = Readonly<Record<NotificationAudience, string>>;

/** Teams, through the webhook of a workflow ("When a Teams webhook request is received"). */
export class TeamsNotifier implements Notifier {
  readonly #urls: WebhookUrls;
  readonly #poster: JsonPoster;

  constructor(urls: WebhookUrls, poster: JsonPoster) {
    this.#urls = urls;
    this.#poster = poster;
  }

  send(notification: OutgoingNotification): Promise<SendOutcome> {
    return this.#poster.post({
      url: this.#urls[notification.audience],
      body: JSON.stringify(envelope(notification)),
    });
  }
}

/** Workflows take Adaptive Cards only; the message cards of the retired Office 365 connectors do not arrive. */
function envelope(notification: OutgoingNotification) {
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return {
    type: 'message',
    attachments: [{ contentType, contentUrl: null, content: adaptiveCard(notification) }],
  };
}

/** Of text runs, which Teams shows as they are: text blocks would read markdown out of people's names. */
function adaptiveCard({ title, text, link, level, at }: OutgoingNotification) {
  const color = level === 'error' ? 'attention' : 'default';
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: title,
    msteams: { width: 'Full' },
    body: [
      paragraph({ text: title, size: 'medium', weight: 'bolder', color }),
      paragraph({ text }),
      paragraph({ text: at, size: 'small', isSubtle: true }),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Read on', url: link }],
  };
}

function paragraph(run: Readonly<Record<string, unknown>>) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', ...run }] };
}
