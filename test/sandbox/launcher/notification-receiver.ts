import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CertificateFiles } from '../entra-tenant/certificate.ts';
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../webhook-receiver/start-webhook-receiver.ts';

/** The place where the sandbox's app sends notifications: they end on this machine. */
export interface NotificationReceiver extends WebhookReceiver {
  /** What the app signs with. */
  readonly secret: string;
}

const notificationSchema = z.object({
  data: z.object({ level: z.string(), title: z.string(), link: z.string() }),
});

export async function startNotificationReceiver(
  certificate: CertificateFiles,
  notified: (line: string) => void = () => undefined,
): Promise<NotificationReceiver> {
  const onReceived = (request: ReceivedRequest) => notified(lineOf(request));
  const receiver = await startWebhookReceiver({ certificate, onReceived });
  return { ...receiver, secret: `whsec_${randomBytes(32).toString('base64')}` };
}

function lineOf({ body }: ReceivedRequest): string {
  const { data } = notificationSchema.parse(JSON.parse(body));
  return `Notification (${data.level}): ${data.title} ${data.link}`;
}
