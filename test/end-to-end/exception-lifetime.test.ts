import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../shared/application/caller.ts';
import { readExceptions } from '../../shared/application/exceptions-file.ts';
import { type ExceptionId, exceptionIdSchema, type ScanId } from '../../shared/application/identifiers.ts';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { type App, composeApp } from '../../shared/composition/app.ts';
import { azureAdapters } from '../../shared/composition/azure-adapters.ts';
import { readSettings, type Settings } from '../../shared/composition/settings.ts';
import type { ControlResult } from '../../shared/core/controls/control-result.ts';
import { judgeStepwise } from '../../shared/core/judge-tenant.ts';
import { scanId } from '../application/examples.ts';
import { RecordingLogger } from '../application/in-memory/recording-logger.ts';
import { RecordingNotificationQueue } from '../application/in-memory/recording-notification-queue.ts';
import { inMemoryTerminal } from '../command-line/in-memory-terminal.ts';
import { temporaryFolder } from '../command-line/temporary-folder.ts';
import { type Azurite, startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { type EntraTenant, startEntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';

const trusted = getCACertificates('default');
const resources = new AsyncDisposableStack();
const notificationQueue = new RecordingNotificationQueue();
const logger = new RecordingLogger();
let now = '2026-11-02T06:00:00.000Z';
let scansMade = 0;

let azurite: Azurite;
let tenant: EntraTenant;
let settings: Settings;
let app: App;

beforeAll(async () => {
  azurite = await startAzurite();
  resources.defer(() => azurite.stop());
  tenant = await startEntraTenant();
  resources.defer(() => tenant.stop());
  setDefaultCACertificates([...trusted, await readFile(tenant.certificate.caPath, 'utf8')]);
  vi.stubEnv('IDENTITY_ENDPOINT', tenant.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', tenant.identities.reader.identityHeader);
  settings = readSettings({
    TENANT_IDS: tenant.tenantId,
    SCAN_SCHEDULE: '0 0 * * * *',
    GRAPH_BASE_URL: tenant.graphUrl,
    GRAPH_SCOPE: 'https://graph.microsoft.com/.default',
    API_TENANT_ID: tenant.tenantId,
    API_CLIENT_ID: tenant.tenantId,
    EMERGENCY_ACCESS_IDS: groupNamed('Emergency access').id,
    AzureWebJobsStorage: azurite.connectionString,
  });
  const clock = () => new Date(now);
  app = composeApp(settings, {
    ...azureAdapters(settings),
    clock,
    notificationQueue: async () => notificationQueue,
  });
  leaveOutOfDeviceCodePolicy(groupNamed('Room accounts').id);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await resources.disposeAsync();
});

function groupNamed(name: string) {
  const group = tenant.state.tenant.groups.find(({ displayName }) => displayName === name);
  if (group === undefined) throw new Error(`The company has no group "${name}".`);
  return group;
}

/** The policy that blocks the device code flow no longer holds for the group. */
function leaveOutOfDeviceCodePolicy(groupId: string): void {
  const policy = tenant.state.tenant.policies.find(({ displayName }) => displayName.startsWith('CA009'));
  if (policy === undefined) throw new Error('The company has no policy CA009.');
  const { users } = policy.conditions;
  const excludeGroups = [...users.excludeGroups, groupId];
  const conditions = { ...policy.conditions, users: { ...users, excludeGroups } };
  tenant.state.replacePolicy({ ...policy, conditions });
}

/** Who signed in to the API. */
function caller(persona: 'approver' | 'second-approver'): Caller {
  const user = tenant.api.personas.find(({ name }) => name === persona)?.user;
  if (user === undefined) throw new Error(`The company has no ${persona}.`);
  const { id: objectId, displayName: name } = user;
  return { kind: 'person', tenantId: tenant.tenantId, objectId, name, roles: ['Exceptions.Write'] };
}

interface DecidedScan {
  readonly control: ControlResult;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  /** Everybody in a gap, decided again offline from what the scan kept. */
  readonly usersInGap: ReadonlySet<string>;
}

async function scan(): Promise<DecidedScan> {
  scansMade += 1;
  const id = scanId(scansMade);
  const [tenantId] = settings.TENANT_IDS;
  const message = { version: 1, scanId: id, tenantId, requestedAt: now, trigger: 'request' };
  const delivery = { queue: 'scans', messageId: id, insertedAt: now, message, attempt: 1 };
  await app.runScan(delivery, logger);
  const results = await app.results();
  const { result: control } = await results.control(tenantOf(), '2.2.3');
  const snapshot = readTenantExport(json(await results.evidence(tenantOf(), id)));
  const exceptions = readExceptions(json(await results.exceptions(tenantOf(), id)));
  const { controls } = judgeStepwise(snapshot, {
    controls: ['device-code-flow-blocked'],
    emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
    exceptions,
    at: now,
  });
  const users = Array.from(controls).flatMap(({ gaps }) => gaps.flatMap((gap) => [...gap.users]));
  return { control, scanId: id, scannedAt: now, usersInGap: new Set(users.map((user) => user.id)) };
}

function tenantOf() {
  const [tenantId] = settings.TENANT_IDS;
  if (tenantId === undefined) throw new Error('No tenant is configured.');
  return tenantId;
}

function json(gzipped: Uint8Array): unknown {
  return JSON.parse(gunzipSync(gzipped).toString('utf8'));
}

describe('An exception for the room accounts', () => {
  let before: DecidedScan;
  let after: DecidedScan;
  let exceptionId: ExceptionId;

  it('has something to except: they are in the gap, as the sandbox knows', async () => {
    before = await scan();

    const emergency = groupNamed('Emergency access').members.map(({ id }) => id);
    const letThrough = new Set(tenant.usersWhoCanUseDeviceCode()).difference(new Set(emergency));
    expect(before.usersInGap).toEqual(letThrough);
    expect(before.control).toMatchObject({ verdict: 'fail', usersInGap: letThrough.size });
    expect(rooms().isSubsetOf(before.usersInGap)).toBe(true);
  });

  it('proposed by one, asks the approvers and changes nothing yet', async () => {
    const register = await app.exceptions();
    const { entry } = await register.propose(caller('approver'), tenantOf(), {
      kind: 'group',
      principalId: groupNamed('Room accounts').id,
      controls: ['2.2.3'],
      reason: 'Meeting rooms sign in with the device code flow',
      owner: caller('approver').objectId,
      ticket: 'CHG-1',
      expiresOn: '2027-01-31',
    });
    exceptionId = exceptionIdSchema.parse(entry.id);

    expect(entry.exception).toMatchObject({ membersAtApproval: [...rooms()].toSorted() });
    expect(notificationQueue.keys()).toEqual([`exceptionProposed|${exceptionId}`]);
    expect((await scan()).usersInGap).toEqual(before.usersInGap);
  });

  it('confirmed by another, takes exactly those accounts out of the gap', async () => {
    const register = await app.exceptions();
    const { contentHash } = await register.get(tenantOf(), exceptionId);
    await register.confirm(
      { caller: caller('second-approver'), tenantId: tenantOf(), id: exceptionId },
      contentHash,
    );

    after = await scan();

    expect(before.usersInGap.difference(after.usersInGap)).toEqual(rooms());
    expect(after.usersInGap.isSubsetOf(before.usersInGap)).toBe(true);
    expect(after.control.usersInGap).toBe(before.usersInGap.size - rooms().size);
    expect(after.control.excepted).toContainEqual(
      expect.objectContaining({
        who: expect.objectContaining({ count: rooms().size }),
        exception: expect.objectContaining({ ticket: 'CHG-1' }),
      }),
    );
  });

  it('is among what a scan keeps, from which the command line decides the same again', async () => {
    const { scanId: id, scannedAt } = after;
    const results = await app.results();
    const { state } = await results.scan(tenantOf(), id);
    expect(state).toMatchObject({ exceptions: { ids: [exceptionId] } });
    const folder = await temporaryFolder({
      'evidence.json': gunzipSync(await results.evidence(tenantOf(), id)),
      'exceptions.json': gunzipSync(await results.exceptions(tenantOf(), id)),
    });
    expect(json(await results.exceptions(tenantOf(), id))).toEqual(
      await (await app.exceptions()).export(tenantOf()),
    );

    const terminal = inMemoryTerminal();
    const emergency = ['--emergency-access', settings.EMERGENCY_ACCESS_IDS.join(',')];
    const files = ['--from', join(folder, 'evidence.json'), '--exceptions', join(folder, 'exceptions.json')];
    await scanCommand([...files, ...emergency, '--at', scannedAt, '--format', 'json'], terminal);

    expect(terminal.complaints).toEqual([]);
    const { result } = await results.control(tenantOf(), '2.2.3');
    expect(JSON.parse(terminal.written())).toMatchObject({ controls: expect.arrayContaining([result]) });
  });

  it('is told of before it ends', async () => {
    now = '2027-01-24T06:00:00.000Z';
    const { control } = await scan();

    expect(notificationQueue.keys().at(-1)).toBe(`exceptionExpiring|${exceptionId}|7`);
    expect(control.findings).toContainEqual(expect.objectContaining({ key: 'exception-expiring' }));
  });

  it('ends with its last day: the gap is back, everybody is told, and the register says so', async () => {
    now = '2027-02-01T06:00:00.000Z';
    const { control, usersInGap } = await scan();

    expect(usersInGap).toEqual(before.usersInGap);
    expect(control.usersInGap).toBe(before.control.usersInGap);
    expect(control.findings).toContainEqual(expect.objectContaining({ key: 'exception-expired' }));
    expect(notificationQueue.notifications.at(-1)).toMatchObject({
      key: `exceptionExpired|${exceptionId}`,
      audience: 'everyone',
      title: 'The exception for the group Room accounts has expired',
    });
    const history = await (await app.exceptions()).history(tenantOf(), exceptionId);
    expect(history.map(({ step, by }) => [step, by?.objectId])).toEqual([
      ['proposed', caller('approver').objectId],
      ['confirmed', caller('second-approver').objectId],
      ['expired', undefined],
    ]);
  });
});

function rooms(): ReadonlySet<string> {
  return new Set(groupNamed('Room accounts').members.map(({ id }) => id));
}
