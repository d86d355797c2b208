import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { OutgoingNotification } from '../../../shared/application/ports/notifier.ts';
import { minute, tenantId } from '../../application/examples.ts';
import { makeLoopbackCertificate } from '../../sandbox/entra-tenant/certificate.ts';
import { trustCertificate } from '../../sandbox/trust-certificate.ts';
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../sandbox/webhook-receiver/start-webhook-receiver.ts';

/** Trusted by this process until it is stopped. */
export async function startTrustedReceiver(): Promise<WebhookReceiver> {
  const trusted = getCACertificates('default');
  const folder = await mkdtemp(join(tmpdir(), 'receiver-'));
  const certificate = await makeLoopbackCertificate(folder);
  await trustCertificate(certificate.caPath);
  const receiver = await startWebhookReceiver({ certificate });
  return {
    ...receiver,
    stop: async () => {
      await receiver.stop();
      setDefaultCACertificates(trusted);
      await rm(folder, { recursive: true });
    },
  };
}

export function outgoingNotification(more: Partial<OutgoingNotification> = {}): OutgoingNotification {
  return {
    id: '0f000000-0000-8000-8000-000000000001',
    kind: 'verdictChanged',
    level: 'error',
    audience: 'everyone',
    tenantId: tenantId(1),
    title: '2.2.3 fails',
    text: 'The verdict was pass and is fail.',
    link: 'https://gateproof.example.com/api/results',
    at: minute(1),
    ...more,
  };
}
