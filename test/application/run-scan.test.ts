import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../shared/application/reject-message.ts';
import { type RunScanDependencies, runScan } from '../../shared/application/run-scan.ts';
import type { Verdict } from '../../shared/core/controls/control-result.ts';
import { InputError, TransientError } from '../../shared/core/errors.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import {
  controlRecord,
  controlResult,
  minute,
  scanId,
  scanRequest,
  succeededScan,
  tenantId,
} from './examples.ts';
import { InMemoryEvidenceStore } from './in-memory/in-memory-evidence-store.ts';
import { InMemoryExceptionRegister } from './in-memory/in-memory-exception-register.ts';
import { InMemoryGapUserStore } from './in-memory/in-memory-gap-user-store.ts';
import { InMemoryResultStore } from './in-memory/in-memory-result-store.ts';
import { InMemoryScanRegister } from './in-memory/in-memory-scan-register.ts';
import { RecordingLogger } from './in-memory/recording-logger.ts';
import { RecordingNotificationQueue } from './in-memory/recording-notification-queue.ts';
import { RecordingTelemetry } from './in-memory/recording-telemetry.ts';

const tenant = tenantId(1);
const snapshot: TenantSnapshot = { tenantId: tenant, policies: [{ id: 'p1' }] };
const lastAttempt = 5;
const users = ['u1', 'u2', 'u3'].map((id) => ({ id, displayName: id, userPrincipalName: null }));

let resultStore: InMemoryResultStore;
let evidenceStore: InMemoryEvidenceStore;
let gapUserStore: InMemoryGapUserStore;
let notificationQueue: RecordingNotificationQueue;
let telemetry: RecordingTelemetry;
let logger: RecordingLogger;
let verdict: Verdict;
let reads: number;
let tenantsToCollect: string[];
let followed: Parameters<RunScanDependencies['followRemediations']>[];
let read: () => Promise<TenantSnapshot>;

beforeEach(() => {
  resultStore = new InMemoryResultStore();
  evidenceStore = new InMemoryEvidenceStore();
  gapUserStore = new InMemoryGapUserStore();
  notificationQueue = new RecordingNotificationQueue();
  telemetry = new RecordingTelemetry();
  logger = new RecordingLogger();
  verdict = 'fail';
  reads = 0;
  tenantsToCollect = [];
  followed = [];
  read = async () => snapshot;
});

function dependencies(overrides: Partial<RunScanDependencies> = {}): RunScanDependencies {
  return {
    tenantIds: [tenant],
    resultStore,
    evidenceStore,
    gapUserStore,
    exceptionRegister: new InMemoryExceptionRegister(),
    notificationQueue,
    telemetry,
    logger,
    lastAttempt,
    queueSignIns: async (tenantId) => {
      tenantsToCollect.push(tenantId);
    },
    followRemediations: async (...seen) => {
      followed.push(seen);
    },
    findingsOfRemediations: async () => new Map(),
    scanRegister: new InMemoryScanRegister(resultStore),
    tenantReader: {
      read: async () => {
        reads += 1;
        return read();
      },
    },
    judgeTenant: () => ({ assumptions: ['Assumed.'], controls: [judgedControl(verdict)] }),
    clock: () => new Date(minute(30)),
    engine: 'gateproof 0.0.0',
    emergencyAccess: [],
    administrativeRoles: [],
    stepLimit: 1_000,
    ...overrides,
  };
}

/** A gap with three users, and an excepted one with nobody. */
function judgedControl(decided: Verdict) {
  const where = { description: 'anywhere' };
  const gap = { who: { description: 'somebody', count: 3, sample: [] }, where, because: [] };
  const exception = { kind: 'user' as const, principalId: 'u9' };
  const nobody = { ...gap, who: { description: 'nobody', count: 0, sample: [] }, exception };
  return {
    result: controlResult(decided),
    gaps: [{ number: 1, gap, users }],
    excepted: [{ number: 1, gap: nobody, users: [] }],
  };
}

function delivery(message: unknown, attempt = 1): Delivery {
  return { queue: 'scans', messageId: 'm1', insertedAt: minute(1), message, attempt };
}

describe('running a scan', () => {
  it('stores what was decided, with the time, the engine and the hash of the evidence', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));

    const scan = await resultStore.newestSucceededScan(tenant);
    const evidence = await evidenceStore.load(scan?.state.evidence ?? '');
    const json = gunzipSync(evidence ?? '');
    expect(JSON.parse(json.toString())).toEqual(snapshot);
    expect(scan?.state).toMatchObject({
      scannedAt: minute(30),
      engine: 'gateproof 0.0.0',
      assumptions: ['Assumed.'],
      inputHash: `sha256:${createHash('sha256').update(json).digest('hex')}`,
    });
    expect((await resultStore.latestOf(tenant, 'device-code-flow-blocked'))?.result).toEqual(
      controlResult('fail'),
    );
  });

  it('keeps who is in each gap before the result that names the list', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));

    const record = await resultStore.latestOf(tenant, 'device-code-flow-blocked');
    expect(record?.users).toEqual({ gaps: [expect.any(String)], excepted: [null] });
    expect(gapUserStore.lists.get(record?.users?.gaps[0] ?? '')).toEqual(users);
  });

  it('tells in the result what became of remediations of the control, the gravest first', async () => {
    const drifted = { key: 'policy-drifted', severity: 'high', text: 'Somebody.', subject: 'p1' } as const;
    const findings = new Map([['device-code-flow-blocked', [drifted]]]);
    const asked: unknown[] = [];

    const findingsOfRemediations: RunScanDependencies['findingsOfRemediations'] = async (...seen) => {
      asked.push(seen);
      return findings;
    };
    await runScan(dependencies({ findingsOfRemediations }), delivery(scanRequest(1)));

    expect(asked).toEqual([[tenant, { snapshot, scannedAt: minute(30) }]]);
    const record = await resultStore.latestOf(tenant, 'device-code-flow-blocked');
    expect(record?.result.findings).toEqual([drifted]);
  });

  it('follows remediations by what it read, and by what it kept where it is delivered again', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));
    await runScan(dependencies(), delivery(scanRequest(1), 2));

    const scan = await resultStore.newestSucceededScan(tenant);
    expect(followed).toEqual([
      [scan, { scan, snapshot, exceptions: [] }],
      [scan, undefined],
    ]);
  });

  it('follows nothing where it failed', async () => {
    read = () => Promise.reject(new TransientError('Graph is down.'));

    await expect(runScan(dependencies(), delivery(scanRequest(1)))).rejects.toThrow(TransientError);

    expect(followed).toEqual([]);
  });

  it('stores no result where the users of a gap could not be kept', async () => {
    gapUserStore.save = () => Promise.reject(new TransientError('Storage failed.'));

    await expect(runScan(dependencies(), delivery(scanRequest(1)))).rejects.toThrow(TransientError);

    expect(await resultStore.latestOf(tenant, 'device-code-flow-blocked')).toBeUndefined();
  });

  it('hands its settings and the time to the judge, and keeps all of them beside the evidence', async () => {
    const options: unknown[] = [];
    const judgeTenant: RunScanDependencies['judgeTenant'] = (_snapshot, given) => {
      options.push(given);
      return { assumptions: [], controls: [] };
    };

    const given = { emergencyAccess: ['e1'], administrativeRoles: ['r1'], stepLimit: 7 };
    await runScan(dependencies({ ...given, judgeTenant }), delivery(scanRequest(1)));

    const { stepLimit: budget, ...ids } = given;
    expect(options).toEqual([{ ...ids, exceptions: [], budget, at: minute(30) }]);
    const scan = await resultStore.newestSucceededScan(tenant);
    expect(scan?.state).toMatchObject({ ...given, scannedAt: minute(30) });
  });

  it('has one effect when its message is delivered twice, but sends its events again', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));
    await runScan(dependencies(), delivery(scanRequest(1), 2));

    expect(reads).toBe(1);
    expect((await resultStore.scans(tenant, { size: 10 })).items).toHaveLength(1);
    expect(telemetry.names()).toEqual([
      'scan.completed',
      'verdict.changed',
      'scan.completed',
      'verdict.changed',
    ]);
  });

  it('runs again when the attempt before died between its start and its end', async () => {
    await new InMemoryScanRegister(resultStore).begin(scanRequest(1));

    await runScan(dependencies(), delivery(scanRequest(1), 2));

    expect((await resultStore.scan(tenant, scanId(1)))?.state.status).toBe('succeeded');
  });

  it('has the sign-ins of the tenant collected after it', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));

    expect(tenantsToCollect).toEqual([tenant]);
  });

  it('tells a changed verdict once, and an unchanged one never', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));
    await runScan(dependencies(), delivery(scanRequest(2)));
    verdict = 'pass';
    await runScan(dependencies(), delivery(scanRequest(3)));

    const changes = telemetry.events.filter(({ name }) => name === 'verdict.changed');
    expect(changes.map(({ properties }) => [properties['from'], properties['to']])).toEqual([
      ['none', 'fail'],
      ['fail', 'pass'],
    ]);
  });

  it('tells no change when a younger scan has finished before it', async () => {
    await resultStore.saveScan(succeededScan(9), [controlRecord(9, 'pass')]);

    await runScan(dependencies(), delivery(scanRequest(1)));

    expect(telemetry.names()).toEqual(['scan.completed']);
  });

  it('throws what failed, so that the queue delivers again, and leaves no failed scan before the last attempt', async () => {
    read = () => Promise.reject(new TransientError('Graph did not answer. Try again.'));

    await expect(runScan(dependencies(), delivery(scanRequest(1), 4))).rejects.toThrow(TransientError);

    expect((await resultStore.scan(tenant, scanId(1)))?.state).toEqual({ status: 'running' });
    expect(telemetry.names()).toEqual([]);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', properties: { attempt: 4, lastAttempt } });
  });

  it('leaves a failed scan that says why after the last attempt, and still throws', async () => {
    read = () => Promise.reject(new TransientError('Graph did not answer. Try again.'));

    await expect(runScan(dependencies(), delivery(scanRequest(1), lastAttempt))).rejects.toThrow(
      TransientError,
    );

    expect((await resultStore.scan(tenant, scanId(1)))?.state).toEqual({
      status: 'failed',
      finishedAt: minute(30),
      error: 'Graph did not answer. Try again.',
    });
    expect(telemetry.names()).toEqual(['scan.failed']);
  });
});

describe('what people are told of a scan', () => {
  const failing = () => Promise.reject(new TransientError('Graph did not answer. Try again.'));

  /** Of all scans in turn; a key that is put again is told once. */
  async function keysOf(...reads: readonly (typeof read)[]): Promise<string[]> {
    for (const [index, one] of reads.entries()) {
      read = one;
      await runScan(dependencies(), delivery(scanRequest(index + 1), lastAttempt)).catch(() => undefined);
    }
    return [...new Set(notificationQueue.keys())];
  }

  const works = async () => snapshot;

  it('is each verdict on its turn, and nothing while it stays', async () => {
    await keysOf(works, works);
    verdict = 'pass';
    await runScan(dependencies(), delivery(scanRequest(3)));
    await runScan(dependencies(), delivery(scanRequest(4)));

    expect(notificationQueue.notifications.map(({ kind, level }) => [kind, level])).toEqual([
      ['verdictsDecided', 'info'],
      ['verdictChanged', 'info'],
    ]);
  });

  it('has the same keys when the message of the scan is delivered twice', async () => {
    await runScan(dependencies(), delivery(scanRequest(1)));
    await runScan(dependencies(), delivery(scanRequest(1), 2));

    const [first, again] = notificationQueue.notifications;
    expect(again).toEqual(first);
  });

  it('is once for each outage that scans fail, and once that they succeed again', async () => {
    const keys = await keysOf(failing, failing, works, failing, failing, works, works);

    expect(keys).toEqual([
      `scanFailed|${tenant}|never`,
      `verdictsDecided|${tenant}|${scanId(3)}`,
      `scanRecovered|${tenant}|${scanId(2)}`,
      `scanFailed|${tenant}|${scanId(3)}`,
      `scanRecovered|${tenant}|${scanId(5)}`,
    ]);
  });

  it('is nothing of an attempt that is not the last, nor of a scan that a younger one overtook', async () => {
    read = failing;
    await expect(runScan(dependencies(), delivery(scanRequest(1), 4))).rejects.toThrow(TransientError);
    await resultStore.saveScan(succeededScan(9), []);
    await expect(runScan(dependencies(), delivery(scanRequest(1), lastAttempt))).rejects.toThrow();

    expect(notificationQueue.notifications).toEqual([]);
  });

  it('says nothing of why it failed, and leads to where that is told', async () => {
    read = () => Promise.reject(new Error('Bearer eyJ0 was refused'));
    await expect(runScan(dependencies(), delivery(scanRequest(1), lastAttempt))).rejects.toThrow();

    const [told] = notificationQueue.notifications;
    expect(JSON.stringify(told)).not.toContain('eyJ0');
    expect(told).toMatchObject({ path: `/api/results/${tenant}/scans/${scanId(1)}`, level: 'error' });
  });

  it('stands in the way of no scan where it cannot be found out or put', async () => {
    const broken = { put: () => Promise.reject(new Error('The queue is down.')) };
    resultStore.scans = () => Promise.reject(new TransientError('Storage failed.'));

    await runScan(
      dependencies({ notificationQueue: { put: async () => undefined } }),
      delivery(scanRequest(1)),
    );
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error' });
    read = failing;
    const overrides = { notificationQueue: broken };
    await expect(runScan(dependencies(overrides), delivery(scanRequest(2), lastAttempt))).rejects.toThrow(
      'Graph did not answer.',
    );

    expect((await resultStore.scan(tenant, scanId(1)))?.state.status).toBe('succeeded');
    expect((await resultStore.scan(tenant, scanId(2)))?.state.status).toBe('failed');
  });

  it('is that a message was rejected, without a word of it', async () => {
    const given = { ...scanRequest(1), force: '<script>' };
    await expect(runScan(dependencies(), delivery(given))).rejects.toThrow(InputError);

    expect(notificationQueue.notifications).toMatchObject([
      { key: 'messageRejected|scans|m1', path: '/api/results/rejected-messages' },
    ]);
    expect(JSON.stringify(notificationQueue.notifications)).not.toContain('force');
  });
});

describe('a message that no scan can be made of', () => {
  it.each([
    ['text', 'scan, please', 'scan, please'],
    ['an object without members', {}, '{}'],
    ['another version', { ...scanRequest(1), version: 2 }, JSON.stringify({ ...scanRequest(1), version: 2 })],
    ['a member that is not known', { ...scanRequest(1), force: true }, undefined],
    ['a tenant that is not configured', scanRequest(1, tenantId(2)), undefined],
    ['null', null, 'null'],
    ['nothing', undefined, ''],
  ])('is kept with its reason and thrown back: %s', async (_what, message, text) => {
    await expect(runScan(dependencies(), delivery(message))).rejects.toThrow(InputError);

    const [rejected] = (await resultStore.rejectedMessages({ size: 10 })).items;
    expect(rejected).toMatchObject({ messageId: 'm1', queue: 'scans', rejectedAt: minute(1) });
    expect(rejected?.reason).not.toBe('');
    expect(rejected?.text).toBe(text ?? JSON.stringify(message));
    expect(logger.lines).toMatchObject([{ level: 'error', properties: { messageId: 'm1' } }]);
    expect(reads).toBe(0);
  });

  it('is kept and told once over all its deliveries', async () => {
    for (const attempt of [1, 2, 3]) {
      await expect(runScan(dependencies(), delivery('x', attempt))).rejects.toThrow(InputError);
    }

    expect((await resultStore.rejectedMessages({ size: 10 })).items).toHaveLength(1);
    expect(telemetry.names()).toEqual(['message.rejected']);
  });

  it('is shortened to a thousand characters', async () => {
    await expect(runScan(dependencies(), delivery('🔑'.repeat(4_000)))).rejects.toThrow(InputError);

    expect((await resultStore.rejectedMessages({ size: 10 })).items[0]?.text).toHaveLength(1_000);
  });
});
