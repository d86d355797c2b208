import { Webhook } from 'standardwebhooks';
import type { NotificationKind } from '../../application/notification.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Notifier, OutgoingNotification, SendOutcome } from '../../application/ports/notifier.ts';
import type { JsonPoster } from './json-poster.ts';

export interface WebhookSettings {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
}

/** Any receiver that verifies signatures as Standard Webhooks has it. It gets what is for whom, and tells them apart. */
export class WebhookNotifier implements Notifier {
  readonly #settings: WebhookSettings;
  readonly #poster: JsonPoster;
  readonly #clock: Clock;

  constructor(settings: WebhookSettings, poster: JsonPoster, clock: Clock) {
    this.#settings = settings;
    this.#poster = poster;
    this.#clock = clock;
  }

  send(notification: OutgoingNotification): Promise<SendOutcome> {
    const { url, secret } = this.#settings;
    const id = `msg_${notification.id}`;
    const body = JSON.stringify(payload(notification));
    const now = this.#clock();
    return this.#poster.post({
      url,
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      },
    });
  }
}

const types: Readonly<Record<NotificationKind, string>> = {
  verdictChanged: 'verdict.changed',
  verdictsDecided: 'verdicts.decided',
  scanFailed: 'scan.failed',
  scanRecovered: 'scan.recovered',
  messageRejected: 'message.rejected',
  exceptionProposed: 'exception.proposed',
  exceptionExpiring: 'exception.expiring',
  exceptionExpired: 'exception.expired',
  remediationProposed: 'remediation.proposed',
  remediationApproved: 'remediation.approved',
  enforcementProposed: 'remediation.enforcement_proposed',
  remediationEnforced: 'remediation.enforced',
  remediationEnded: 'remediation.ended',
  remediationNoticed: 'remediation.noticed',
  policyDrifted: 'policy.drifted',
  test: 'test',
};

/** As the specification recommends it: a type with full stops, the time, and the rest as data. */
function payload({ kind, at, id, level, audience, tenantId, title, text, link }: OutgoingNotification) {
  return { type: types[kind], timestamp: at, data: { id, level, audience, tenantId, title, text, link } };
}
