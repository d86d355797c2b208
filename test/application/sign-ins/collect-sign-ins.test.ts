import { beforeEach, describe, expect, it } from 'vitest';
import type { SliceReading, SliceRequest } from '../../../shared/application/ports/sign-in-reader.ts';
import {
  type CollectSignInsDependencies,
  collectSignIns,
} from '../../../shared/application/sign-ins/collect-sign-ins.ts';
import { InputError, TransientError } from '../../../shared/core/errors.ts';
import { minute, tenantId } from '../examples.ts';
import { InMemoryResultStore } from '../in-memory/in-memory-result-store.ts';
import { InMemorySignInEvidenceStore } from '../in-memory/in-memory-sign-in-evidence-store.ts';
import { InMemorySignInQueue } from '../in-memory/in-memory-sign-in-queue.ts';
import { RecordingLogger } from '../in-memory/recording-logger.ts';
import { RecordingNotificationQueue } from '../in-memory/recording-notification-queue.ts';
import { RecordingTelemetry } from '../in-memory/recording-telemetry.ts';

const tenant = tenantId(1);
const message = { version: 1, tenantId: tenant };
const always = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };

let now: number;
let store: InMemorySignInEvidenceStore;
let queue: InMemorySignInQueue;
let requests: SliceRequest[];
let answer: (request: SliceRequest) => Promise<SliceReading>;

beforeEach(() => {
  now = Date.parse(minute(0));
  store = new InMemorySignInEvidenceStore();
  queue = new InMemorySignInQueue();
  requests = [];
  answer = async () => counted(3);
});

function counted(signIns: number): SliceReading {
  const counts = { signIns, withoutPolicies: 0, uses: [], policyResults: [] };
  return { kind: 'counted', counts, examined: signIns };
}

/** Every reading takes a second. */
function dependencies(more: Partial<CollectSignInsDependencies> = {}): CollectSignInsDependencies {
  return {
    tenantIds: [tenant],
    signInReader: {
      source: 'microsoftGraph',
      read: async (request) => {
        requests.push(request);
        now += 1_000;
        return answer(request);
      },
    },
    signInEvidenceStore: store,
    signInQueue: queue,
    clock: () => new Date(now),
    plan: { historyDays: 2, latenessHours: 24 },
    volumeLimit: 1_000,
    budgetMilliseconds: 60_000,
    lastAttempt: 5,
    resultStore: new InMemoryResultStore(),
    notificationQueue: new RecordingNotificationQueue(),
    telemetry: new RecordingTelemetry(),
    logger: new RecordingLogger(),
    ...more,
  };
}

function delivery(attempt = 1, messageId = 'm1', sent: unknown = message) {
  return { queue: 'sign-ins', messageId, insertedAt: minute(0), message: sent, attempt };
}

describe('Collecting sign-ins', () => {
  it('reads all of the history once, newest first, and is done', async () => {
    await collectSignIns(dependencies(), delivery());

    expect(requests.map(({ from }) => from)).toEqual(
      requests
        .map(({ from }) => from)
        .toSorted()
        .toReversed(),
    );
    expect(await store.slices(tenant, always)).toHaveLength(12);
    expect(await store.collection(tenant)).toEqual({
      collectedAt: new Date(now).toISOString(),
      source: 'microsoftGraph',
    });
    expect(queue.messages).toEqual([]);
  });

  it('reads only what is due the next time', async () => {
    await collectSignIns(dependencies(), delivery());
    requests = [];
    now += 20 * 60_000;

    await collectSignIns(dependencies(), delivery(1, 'm2'));

    expect(requests.map(({ from }) => from)).toEqual(['2026-11-02T04:00:00.000Z']);
  });

  it('goes on in another message where the time is over, and reads nothing twice', async () => {
    const little = { budgetMilliseconds: 5_000 };
    await collectSignIns(dependencies(little), delivery());
    expect(queue.messages).toEqual([message]);
    expect(requests).toHaveLength(5);

    for (const messageId of ['m2', 'm3']) await collectSignIns(dependencies(little), delivery(1, messageId));

    expect(new Set(requests.map(({ from }) => from)).size).toBe(requests.length);
    expect(await store.slices(tenant, always)).toHaveLength(12);
    expect(queue.messages).toHaveLength(2);
  });

  it('does not go on where not one slice could be read in time, and says so', async () => {
    answer = async () => ({ kind: 'outOfTime' });

    await collectSignIns(dependencies(), delivery());

    expect(queue.messages).toEqual([]);
    expect((await store.collection(tenant)).stopped).toMatchObject({ reason: 'unavailable' });
  });

  it('leaves a tenant alone that another message collects from', async () => {
    await store.begin(tenant, { messageId: 'm0', at: minute(0), until: minute(10) });

    await collectSignIns(dependencies(), delivery());

    expect(requests).toEqual([]);
  });

  it('takes its own collection up again after its process died', async () => {
    answer = async () => Promise.reject(new TransientError('Died.'));
    const dying = Object.assign(Object.create(store), { end: () => Promise.reject(new Error('Died.')) });
    await expect(collectSignIns(dependencies({ signInEvidenceStore: dying }), delivery())).rejects.toThrow();
    answer = async () => counted(1);

    await collectSignIns(dependencies(), delivery(2));

    expect(await store.slices(tenant, always)).toHaveLength(12);
  });

  it('is tried again by the queue where the log does not answer, and says so meanwhile', async () => {
    answer = () => Promise.reject(new TransientError('Graph did not answer.'));

    await expect(collectSignIns(dependencies(), delivery(4))).rejects.toThrow('Graph did not answer.');

    expect((await store.collection(tenant)).stopped).toMatchObject({
      reason: 'unavailable',
      why: 'Graph did not answer.',
    });
  });

  it('leaves it to the next scan after the last attempt, so that no message is poison', async () => {
    answer = () => Promise.reject(new TransientError('Graph did not answer.'));

    await collectSignIns(dependencies(), delivery(5));

    expect((await store.collection(tenant)).stopped).toMatchObject({ reason: 'unavailable' });
  });

  it.each(['licence', 'permission', 'failed'] as const)('keeps why the log refused: %s', async (reason) => {
    answer = async () => ({ kind: 'refused', reason, why: 'So it is.' });

    await collectSignIns(dependencies(), delivery());

    expect(requests).toHaveLength(1);
    expect((await store.collection(tenant)).stopped).toMatchObject({ reason, why: 'So it is.' });
  });

  it('forgets why it stopped once it could go on', async () => {
    answer = async () => ({ kind: 'refused', reason: 'permission', why: 'So it is.' });
    await collectSignIns(dependencies(), delivery());
    answer = async () => counted(1);

    await collectSignIns(dependencies(), delivery(1, 'm2'));

    expect((await store.collection(tenant)).stopped).toBeUndefined();
  });

  it('reads nothing where that is switched off', async () => {
    await collectSignIns(dependencies({ plan: { historyDays: 0, latenessHours: 24 } }), delivery());

    expect(requests).toEqual([]);
  });

  it.each([
    ['text', 'collect, please'],
    ['another version', { ...message, version: 2 }],
    ['a tenant that is not configured', { ...message, tenantId: tenantId(2) }],
  ])('throws a message back that means nothing, and keeps it: %s', async (_what, sent) => {
    const resultStore = new InMemoryResultStore();

    await expect(collectSignIns(dependencies({ resultStore }), delivery(1, 'm1', sent))).rejects.toThrow(
      InputError,
    );

    const { items } = await resultStore.rejectedMessages({ size: 9 });
    expect(items).toMatchObject([{ queue: 'sign-ins', messageId: 'm1' }]);
  });
});

describe('A log that shows less than before', () => {
  it('takes nothing back: another source, which holds nothing of these times, replaces no counts', async () => {
    await collectSignIns(dependencies(), delivery());
    const before = await store.slices(tenant, always);
    now += 3_600_000;
    answer = async () => counted(0);
    const { signInReader } = dependencies();
    const workspace = { read: signInReader.read, source: 'logAnalytics' } as const;

    await collectSignIns(dependencies({ signInReader: workspace }), delivery(1, 'm2'));

    expect(requests.length).toBeGreaterThan(12);
    expect(await store.slices(tenant, always)).toEqual(before);
  });

  it('is not asked for ever in message after message', async () => {
    await collectSignIns(dependencies(), delivery());
    now += 5 * 3_600_000;
    answer = async () => counted(2);
    const little = dependencies({ budgetMilliseconds: 2_000 });

    queue.messages.push({ version: 1, tenantId: tenant });
    let delivered = 0;
    while (queue.messages.shift() !== undefined && delivered < 100) {
      delivered += 1;
      await collectSignIns(little, delivery(1, `again ${delivered}`));
    }

    expect(delivered).toBeLessThan(5);
  });
});

describe('A volume of sign-ins that Graph cannot be asked for', () => {
  it('lets every slice look at no more than is left of its day', async () => {
    answer = async () => counted(300);

    await collectSignIns(dependencies(), delivery());

    const ofDay = requests.filter(({ from }) => from.startsWith('2026-11-01'));
    expect(ofDay.map(({ mostSignIns }) => mostSignIns)).toEqual([1_000, 700, 400, 100, 0, 0]);
  });

  it('stops the collection, with what to do', async () => {
    answer = async () => ({ kind: 'tooMany' });

    await collectSignIns(dependencies(), delivery());

    expect(requests).toHaveLength(1);
    expect((await store.collection(tenant)).stopped).toMatchObject({
      reason: 'volumeLimit',
      volumeLimit: 1_000,
      why: expect.stringContaining('LOG_ANALYTICS_WORKSPACE_ID'),
    });
  });

  it('is not tried again for a day, unless the limit is raised or the log is read elsewhere', async () => {
    answer = async () => ({ kind: 'tooMany' });
    await collectSignIns(dependencies(), delivery());
    now += 3_600_000;

    await collectSignIns(dependencies(), delivery(1, 'm2'));
    expect(requests).toHaveLength(1);
    expect((await store.collection(tenant)).stopped).toMatchObject({ reason: 'volumeLimit' });

    await collectSignIns(dependencies({ volumeLimit: 2_000 }), delivery(1, 'm3'));
    expect(requests).toHaveLength(2);

    const { signInReader } = dependencies();
    answer = async () => counted(1_000_000);
    const workspace = { read: signInReader.read, source: 'logAnalytics' } as const;
    await collectSignIns(dependencies({ signInReader: workspace }), delivery(1, 'm4'));
    expect(await store.slices(tenant, always)).toHaveLength(12);
    expect(requests.at(-1)?.mostSignIns).toBeNull();
  });
});
