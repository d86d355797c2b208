import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import {
  type SpawnedFunctionHost,
  spawnFunctionHost,
} from '../../sandbox/function-host/spawn-function-host.ts';
import { type AppFixture, writeApp } from './app-fixture.ts';

const source = `
  import { app } from '@azure/functions';
  app.storageQueue('consume', { queueName: 'scans', connection: 'STORAGE', handler: (message, context) => context.log(message) });
  app.http('hello', { handler: () => ({ body: 'hi' }) });`;

let app: AppFixture;
let tls: { cert: string; key: string };
let azurite: Azurite;
let endpoint: Server;
let host: SpawnedFunctionHost;
const clientIds: (string | null)[] = [];
const logged: LogEntry[] = [];

beforeAll(async () => {
  app = await writeApp(source, {
    'host.json': { version: '2.0', extensions: { queues: { messageEncoding: 'none' } } },
  });
  tls = await writeCertificate(app.directory);
  azurite = await startAzurite({ tls, oauth: true });
  endpoint = createServer((request, response) => {
    clientIds.push(new URL(request.url ?? '', 'http://localhost').searchParams.get('client_id'));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(tokenAnswer()));
  });
  await once(endpoint.listen(0, '127.0.0.1'), 'listening');
  const address = endpoint.address();
  host = await spawnFunctionHost({
    appDirectory: app.directory,
    tls,
    environment: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: tls.cert,
      IDENTITY_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/token`,
      IDENTITY_HEADER: 'secret-of-the-platform',
      STORAGE__queueServiceUri: azurite.queueUrl,
      STORAGE__credential: 'managedidentity',
      STORAGE__clientId: 'client-of-the-reader',
    },
    log: (entry) => logged.push(entry),
  });
});

afterAll(async () => {
  await host.stop();
  endpoint.close();
  await azurite.stop();
  await app.remove();
});

test('a queue connection without a secret is opened with the managed identity that it names', async () => {
  await callQueueService('PUT', '/scans');
  await callQueueService(
    'POST',
    '/scans/messages',
    '<QueueMessage><MessageText>hello</MessageText></QueueMessage>',
  );

  await expect
    .poll(() => logged.filter(({ source }) => source === 'user').map(({ message }) => message))
    .toEqual(['hello']);
  expect(clientIds).toContain('client-of-the-reader');
});

test('with a certificate the host speaks HTTPS', () => {
  expect(host.url).toMatch(/^https:\/\/localhost:\d+$/);
});

/** A certificate for this machine's loopback names, written where Azurite and the host read it. */
async function writeCertificate(directory: string): Promise<{ cert: string; key: string }> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const paths = { cert: join(directory, 'cert.pem'), key: join(directory, 'key.pem') };
  await writeFile(paths.cert, pems.cert);
  await writeFile(paths.key, pems.private);
  return paths;
}

/** As the managed identity endpoint answers; Azurite checks issuer, audience and times, but no signature. */
function tokenAnswer() {
  const now = Math.floor(Date.now() / 1000);
  const resource = 'https://storage.azure.com';
  const issuer = 'https://sts.windows.net/00000000-0000-0000-0000-000000000001/';
  const claims = { iss: issuer, aud: resource, iat: now - 60, nbf: now - 60, exp: now + 3_600 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.signature`;
  return { access_token: token, expires_on: String(claims.exp), resource, token_type: 'Bearer' };
}

async function callQueueService(method: string, path: string, body = ''): Promise<void> {
  const ca = await readFile(tls.cert);
  const headers = {
    authorization: `Bearer ${tokenAnswer().access_token}`,
    'x-ms-version': '2024-05-04',
    'content-length': Buffer.byteLength(body),
  };
  const sent = request(`${azurite.queueUrl}${path}`, { method, ca, headers }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(201);
}
