import type { Notifier, OutgoingNotification, SendOutcome } from '../../application/ports/notifier.ts';
import type { JsonPoster } from './json-poster.ts';
import type { WebhookUrls } from './teams-notifier.ts';

/** Slack, through incoming webhooks. */
export class SlackNotifier implements Notifier {
  readonly #urls: WebhookUrls;
  readonly #poster: JsonPoster;

  constructor(urls: WebhookUrls, poster: JsonPoster) {
    this.#urls = urls;
    this.#poster = poster;
  }

  send(notification: OutgoingNotification): Promise<SendOutcome> {
    return this.#poster.post({
      url: this.#urls[notification.audience],
      body: JSON.stringify(message(notification)),
    });
  }
}

/** Longer ones are refused as a whole. */
const longestHeader = 150;
const longestSection = 3_000;

function message({ title, text, link, level, at }: OutgoingNotification) {
  const mark = level === 'error' ? ':rotating_light: ' : '';
  const readOn = `<${escaped(link, longestSection)}|Read on>`;
  return {
    // Shown where blocks are not: in the notification of a phone, and to a screen reader.
    text: `${mark}${escaped(title, longestHeader)}`,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escaped(title, longestHeader), emoji: false } },
      // Verbatim: what looks like a link, a channel or a person in a name stays text.
      { type: 'section', text: { type: 'mrkdwn', verbatim: true, text: escaped(text, longestSection) } },
      { type: 'context', elements: [{ type: 'mrkdwn', verbatim: true, text: `${readOn} · ${at}` }] },
    ],
  };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The three characters that begin and end mentions, links and entities; cut between characters, never within one. */
function escaped(text: string, most: number): string {
  const pieces = Array.from(text, (character) => entities[character] ?? character);
  let length = 0;
  const fitting = pieces.findIndex((piece) => {
    length += piece.length;
    return length > most;
  });
  return fitting === -1 ? pieces.join('') : pieces.slice(0, fitting).join('');
}
