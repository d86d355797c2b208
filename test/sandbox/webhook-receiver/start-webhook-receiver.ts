import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import type { CertificateFiles } from '../entra-tenant/certificate.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PlannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Takes what is posted to it, over HTTPS on loopback. */
export interface WebhookReceiver {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** What the next requests are answered, in order; after them, and without any, 202. */
  readonly answers: PlannedAnswer[];
  stop(): Promise<void>;
}

export interface ReceiverOptions {
  readonly certificate: CertificateFiles;
  readonly onReceived?: (request: ReceivedRequest) => void;
}

export async function startWebhookReceiver({
  certificate,
  onReceived = () => undefined,
}: ReceiverOptions): Promise<WebhookReceiver> {
  const received: ReceivedRequest[] = [];
  const answers: PlannedAnswer[] = [];
  const take = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = await readRequest(incoming);
    received.push(request);
    const { status, headers = {}, body = '' } = answers.shift() ?? { status: 202 };
    outgoing.writeHead(status, headers).end(body);
    onReceived(request);
  };
  const [cert, key] = await Promise.all([
    readFile(certificate.certPath, 'utf8'),
    readFile(certificate.keyPath, 'utf8'),
  ]);
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    take(incoming, outgoing).catch(() => outgoing.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return {
    url: `https://127.0.0.1:${address.port}`,
    received,
    answers,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const entries = Object.entries(incoming.headers).map(([name, value = '']) => [name, String(value)]);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(entries),
    body: await text(incoming),
  };
}
