import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../shared/adapters/credentials/managed-identity-credential.ts';
import { GraphSignInReader } from '../../shared/adapters/graph/graph-sign-in-reader.ts';
import { openBlobContainer } from '../../shared/adapters/storage/blob-container.ts';
import { Documents } from '../../shared/adapters/storage/documents.ts';
import { StorageTable } from '../../shared/adapters/storage/storage-table.ts';
import { TableSignInEvidenceStore } from '../../shared/adapters/storage/table-sign-in-evidence-store.ts';
import { tenantIdSchema } from '../../shared/application/identifiers.ts';
import type { SignInEvidenceStore } from '../../shared/application/ports/sign-in-evidence-store.ts';
import { collectSignIns } from '../../shared/application/sign-ins/collect-sign-ins.ts';
import { signInEvidenceReader } from '../../shared/application/sign-ins/read-sign-in-evidence.ts';
import { countedBySandbox } from '../adapters/graph/sandbox-sign-in-counts.ts';
import { VirtualTime } from '../adapters/graph/virtual-time.ts';
import { InMemoryResultStore } from '../application/in-memory/in-memory-result-store.ts';
import { InMemorySignInQueue } from '../application/in-memory/in-memory-sign-in-queue.ts';
import { RecordingLogger } from '../application/in-memory/recording-logger.ts';
import { RecordingNotificationQueue } from '../application/in-memory/recording-notification-queue.ts';
import { RecordingTelemetry } from '../application/in-memory/recording-telemetry.ts';
import { type Azurite, startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { oneOf, randomFrom } from '../sandbox/entra-tenant/random.ts';
import type { EntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';
import { startTrusted } from '../sandbox-tests/entra-tenant/sandbox-client.ts';

const hour = 3_600_000;
const month = { from: '2026-10-01T00:00:00.000Z', to: '2026-10-31T00:00:00.000Z' };
const plan = { historyDays: 9, latenessHours: 24 };
const path = '/beta/auditLogs/signIns';
const random = randomFrom('a month');

/** The app is set up when a week of the month is over. */
const time = new VirtualTime('2026-10-08T00:00:00.000Z');
let azurite: Azurite;
let sandbox: EntraTenant;

beforeAll(async () => {
  [azurite, sandbox] = await Promise.all([
    startAzurite(),
    startTrusted({ throttling: true, pageSize: 100, clock: time.clock }),
  ]);
  const from = new Date(month.from);
  sandbox.simulateSignIns({ seed: 'a month', from, days: 30, signInsPerDay: 50, latestHours: 20 });
  vi.stubEnv('IDENTITY_ENDPOINT', sandbox.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', sandbox.identities.reader.identityHeader);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([azurite.stop(), sandbox.stop()]);
});

let deaths = 0;

class ProcessDied extends Error {
  constructor() {
    super('The process died.');
    deaths += 1;
  }
}

/** The process may die before and after every write. */
function dying(store: SignInEvidenceStore): SignInEvidenceStore {
  const between = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    if (random() < 0.04) throw new ProcessDied();
    const result = await write();
    if (random() < 0.04) throw new ProcessDied();
    return result;
  };
  return {
    collection: (...given) => store.collection(...given),
    begin: (...given) => between(() => store.begin(...given)),
    end: (...given) => between(() => store.end(...given)),
    saveSlice: (...given) => between(() => store.saveSlice(...given)),
    slices: (...given) => store.slices(...given),
    uses: (...given) => store.uses(...given),
    policyResults: (...given) => store.policyResults(...given),
  };
}

const faults = [
  { kind: 'throttled', retryAfterSeconds: 20 },
  { kind: 'throttled' },
  { kind: 'unavailable' },
  { kind: 'connectionReset' },
  { kind: 'truncatedBody' },
  { kind: 'gatewayTimeout' },
] as const;

async function openStore(): Promise<SignInEvidenceStore> {
  const { connectionString } = azurite;
  const options = { allowInsecureConnection: true };
  const table = new StorageTable(TableClient.fromConnectionString(connectionString, 'signIns', options));
  const connection = { kind: 'connectionString', connectionString } as const;
  return new TableSignInEvidenceStore(table, new Documents(() => openBlobContainer(connection, 'sign-ins')));
}

/** How many answers of which status the log gave. */
const answers = new Map<number, number>();

/** A page of Graph holds a thousand sign-ins; here so few that a slice takes several. */
const inSmallPages: typeof fetch = async (input, init) => {
  const url = new URL(String(input));
  url.searchParams.set('$top', '6');
  const response = await fetch(url, init);
  answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
  return response;
};

/** The queue: what fails is delivered again, up to five times, and now and then what succeeded. */
async function deliverAll(queue: InMemorySignInQueue, store: SignInEvidenceStore): Promise<void> {
  const tenantIds = [tenantIdSchema.parse(sandbox.tenantId)];
  const signInReader = new GraphSignInReader({
    credential: createManagedIdentityCredential(),
    settings: { baseUrl: sandbox.graphUrl, scope: 'https://graph.microsoft.com/.default' },
    runtime: { clock: time.clock, sleep: time.sleep, random, fetch: inSmallPages },
  });
  const dependencies = {
    tenantIds,
    signInReader,
    signInEvidenceStore: dying(store),
    signInQueue: queue,
    clock: time.clock,
    plan,
    volumeLimit: 10_000,
    budgetMilliseconds: 120_000,
    lastAttempt: 5,
    resultStore: new InMemoryResultStore(),
    notificationQueue: new RecordingNotificationQueue(),
    telemetry: new RecordingTelemetry(),
    logger: new RecordingLogger(),
  };
  for (let message = queue.messages.shift(); message !== undefined; message = queue.messages.shift()) {
    const messageId = `m${random()}`;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const insertedAt = time.clock().toISOString();
      try {
        await collectSignIns(dependencies, { queue: 'sign-ins', messageId, insertedAt, message, attempt });
        if (random() < 0.9) break;
      } catch {
        await time.sleep(30_000);
      }
    }
  }
}

describe('Sign-in evidence over a month', () => {
  it('equals what the sandbox knows that it did, though the log is paged, throttled and late, and the process dies', {
    timeout: 240_000,
  }, async () => {
    const store = await openStore();
    const queue = new InMemorySignInQueue();
    const tenantId = tenantIdSchema.parse(sandbox.tenantId);

    while (time.clock() < new Date(Date.parse(month.to) + 2 * 24 * hour)) {
      if (random() < 0.5) sandbox.addFault({ path, fault: oneOf(faults, random), times: 2 });
      queue.messages.push({ version: 1, tenantId });
      await deliverAll(queue, store);
      await time.sleep((6 + 12 * random()) * hour);
    }

    const evidence = signInEvidenceReader({
      tenantIds: [tenantId],
      signInEvidenceStore: store,
      clock: time.clock,
      plan,
    });
    const days = { from: '2026-10-01', to: '2026-10-30' };
    const everything = { size: 1_000_000 };
    const known = countedBySandbox(sandbox, month);
    const uses = await evidence.uses(tenantId, days, everything);
    expect(uses.coverage).toMatchObject({ complete: [month], provisional: [], missing: [], stopped: null });
    expect(uses.items).toEqual(known.uses);
    expect(uses.conclusion.kind).toBe('used');
    expect(uses.days.reduce((sum, { signIns }) => sum + signIns, 0)).toBe(known.signIns);

    const policyIds = new Set(known.policyResults.map(({ policyId }) => policyId));
    for (const id of policyIds) {
      const { items } = await evidence.policyResults(tenantId, id, days, everything);
      const ofPolicy = known.policyResults.filter(({ policyId }) => policyId === id);
      expect(items).toEqual(ofPolicy.map(({ policyId: _, policyDisplayName: __, ...item }) => item));
    }
    expect(policyIds.size).toBeGreaterThan(5);

    // Else all of this went well for want of trouble.
    expect(deaths).toBeGreaterThan(0);
    expect(answers.get(429)).toBeGreaterThan(0);
    expect(answers.get(200)).toBeGreaterThan(100);
  });
});
