import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { HttpRequest } from '@azure/functions';
import { QueueClient } from '@azure/storage-queue';
import { vi } from 'vitest';
import * as z from 'zod';
import { exceptions } from '../../functions/exceptions.ts';
import { results } from '../../functions/results.ts';
import { runScan } from '../../functions/run-scan.ts';
import { scanOnSchedule } from '../../functions/scan-on-schedule.ts';
import { composeApp } from '../../shared/composition/app.ts';
import { azureAdapters } from '../../shared/composition/azure-adapters.ts';
import { scanQueueName } from '../../shared/composition/names.ts';
import { readSettings } from '../../shared/composition/settings.ts';
import { RecordingNotificationQueue } from '../application/in-memory/recording-notification-queue.ts';
import { type Answer, answerOf } from '../functions/answers.ts';
import { invocation } from '../functions/app-under-test.ts';
import { startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { type EntraTenant, startEntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';
import { accessTokenOf } from './personas.ts';

/** The deployed app over the made-up company and real storage, asked through its functions. */
export interface CompanyApp {
  readonly tenant: EntraTenant;
  readonly tenantId: string;
  readonly notificationQueue: RecordingNotificationQueue;
  readonly emergencyAccess: string;
  /** ISO 8601; the company and the app live by it, and only tokens by the clock of this machine. */
  now: string;
  /** Asks below `/api/`, with that token; with a body by POST. */
  ask(token: string | undefined, path: string, body?: unknown): Promise<Answer>;
  /** The same as a persona, who signs in for it. */
  askAs(persona: string, path: string, body?: unknown): Promise<Answer>;
  /** Lets the timer fire and runs what it queues, as the host does; gives the id of the scan. */
  scan(): Promise<string>;
  groupNamed(name: string): EntraTenant['state']['tenant']['groups'][number];
  stop(): Promise<void>;
}

const scanRequestSchema = z.object({ scanId: z.string() });
const timer = {
  isPastDue: false,
  schedule: { adjustForDST: false },
  scheduleStatus: { last: '', next: '', lastUpdated: '' },
};

/** From here on this process trusts the sandbox's certificate, until the app is stopped. */
export async function startCompanyApp(now: string): Promise<CompanyApp> {
  const time = { now };
  const clock = () => new Date(time.now);
  const resources = new AsyncDisposableStack();
  const azurite = await startAzurite();
  resources.defer(() => azurite.stop());
  const tenant = await startEntraTenant({ clock, throttling: false });
  resources.defer(() => tenant.stop());
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, await readFile(tenant.certificate.caPath, 'utf8')]);
  resources.defer(() => setDefaultCACertificates(trusted));
  vi.stubEnv('IDENTITY_ENDPOINT', tenant.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', tenant.identities.reader.identityHeader);
  resources.defer(() => {
    vi.unstubAllEnvs();
  });

  const { tenantId } = tenant;
  const groupNamed = (name: string) => {
    const group = tenant.state.tenant.groups.find(({ displayName }) => displayName === name);
    if (group === undefined) throw new Error(`The company has no group "${name}".`);
    return group;
  };
  const emergencyAccess = groupNamed('Emergency access').id;
  const settings = readSettings({
    TENANT_IDS: tenantId,
    SCAN_SCHEDULE: '0 0 * * * *',
    GRAPH_BASE_URL: tenant.graphUrl,
    GRAPH_SCOPE: 'https://graph.microsoft.com/.default',
    AUTHORITY_HOST: tenant.loginUrl,
    API_TENANT_ID: tenantId,
    API_CLIENT_ID: tenant.api.clientId,
    EMERGENCY_ACCESS_IDS: emergencyAccess,
    AzureWebJobsStorage: azurite.connectionString,
  });
  const notificationQueue = new RecordingNotificationQueue();
  const app = composeApp(settings, {
    ...azureAdapters(settings),
    clock,
    notificationQueue: async () => notificationQueue,
  });
  const handlers = new Map([
    ['results', results(app)],
    ['exceptions', exceptions(app)],
  ]);
  const scanQueue = new QueueClient(azurite.connectionString, scanQueueName);

  const ask: CompanyApp['ask'] = async (token, path, body) => {
    const handler = handlers.get(path.split('/')[0] ?? '');
    if (handler === undefined) throw new Error(`No function answers at ${path}.`);
    const request = new HttpRequest({
      method: body === undefined ? 'GET' : 'POST',
      url: `https://gateproof.example.com/api/${path}`,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
    });
    return answerOf(handler, request);
  };
  const askAs: CompanyApp['askAs'] = async (persona, path, body) =>
    ask(await accessTokenOf(tenant, persona), path, body);

  return {
    tenant,
    tenantId,
    notificationQueue,
    emergencyAccess,
    groupNamed,
    ask,
    askAs,
    get now() {
      return time.now;
    },
    set now(later) {
      time.now = later;
    },
    async scan() {
      await scanOnSchedule(app)(timer, invocation().context);
      const [message] = (await scanQueue.receiveMessages()).receivedMessageItems;
      if (message === undefined) throw new Error('No scan is queued.');
      const { messageId: id, popReceipt, messageText, insertedOn, dequeueCount } = message;
      const request: unknown = JSON.parse(messageText);
      await runScan(app)(request, invocation({ id, dequeueCount, insertionTime: insertedOn }).context);
      await scanQueue.deleteMessage(id, popReceipt);
      return scanRequestSchema.parse(request).scanId;
    },
    stop: () => resources.disposeAsync(),
  };
}
