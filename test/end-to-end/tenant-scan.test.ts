import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runScan } from '../command-line/run-scan.ts';
import { temporaryFolder } from '../command-line/temporary-folder.ts';
import { DeviceCodeSignIn } from '../sandbox/device-code-sign-in.ts';
import { sandboxAddressOf } from '../sandbox/launcher/leave-sandbox-address.ts';
import { ScanClient } from '../sandbox/launcher/scan-client.ts';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';
import { accessTokenOf } from './personas.ts';

const scanLimitMilliseconds = 90_000;
const everyPlace = { resource: 'graph', platform: 'none', ip: '192.0.2.10', country: 'NO', method: 'fido2' };

const controlSchema = z.object({
  result: z.object({
    verdict: z.string(),
    usersInGap: z.number().nullable(),
    reasons: z.array(z.string()),
    gaps: z.array(z.object({ who: z.object({ sample: z.array(z.object({ id: z.string() })) }) })),
    unknowns: z.array(z.object({ kind: z.string(), id: z.string() })),
  }),
});

const scansSchema = z.object({
  items: z.tuple([
    z.object({
      scanId: z.string(),
      state: z.object({
        scannedAt: z.string(),
        inputHash: z.string(),
        emergencyAccess: z.array(z.string()).min(1),
        administrativeRoles: z.array(z.string()).min(1),
      }),
    }),
  ]),
});
const tenantResultSchema = z.object({
  scannedAt: z.string(),
  inputHash: z.string(),
  controls: z.array(z.unknown()),
});
const recordSchema = z.object({ result: z.unknown() });

let sandbox: BootedSandbox;
beforeAll(async () => {
  sandbox = await bootSandbox();
}, bootLimitMilliseconds);
afterAll(() => sandbox.stop());

async function controlResult() {
  const response = await sandbox.client.get(`${sandbox.tenant.tenantId}/controls/2.2.3`);
  return controlSchema.parse(await response.json()).result;
}

/** Unpacked; read by the auditor, as whoever scans may not. */
async function evidenceOf(scanId: string): Promise<Buffer> {
  const { host, tenant } = sandbox;
  const auditor = new ScanClient(host, tenant.tenantId, () => accessTokenOf(tenant, 'auditor'));
  const response = await auditor.get(`${tenant.tenantId}/scans/${scanId}/evidence`);
  return gunzipSync(await response.arrayBuffer());
}

function groupId(name: string): string {
  const group = sandbox.tenant.state.tenant.groups.find(({ displayName }) => displayName === name);
  if (group === undefined) throw new Error(`The company has no group "${name}".`);
  return group.id;
}

/** By the sandbox's own evaluation, without the emergency accounts, which the settings except. */
function usersWhoGetThrough(): string[] {
  const emergency = sandbox.tenant.state.tenant.groups.find(
    ({ displayName }) => displayName === 'Emergency access',
  );
  const excepted = new Set(emergency?.members.map(({ id }) => id));
  return sandbox.tenant.usersWhoCanUseDeviceCode().filter((id) => !excepted.has(id));
}

describe('the scan that the timer starts', () => {
  beforeAll(() => sandbox.client.scan(), scanLimitMilliseconds);

  test('fails 2.2.3 with exactly the users whom the sandbox lets through', async () => {
    const { verdict, usersInGap, gaps } = await controlResult();

    const expected = usersWhoGetThrough();
    expect(verdict).toBe('fail');
    expect(expected.length).toBeGreaterThan(0);
    expect(usersInGap).toBe(expected.length);
    const named = gaps.flatMap(({ who }) => who.sample.map(({ id }) => id));
    expect(named.length).toBeGreaterThan(0);
    expect(expected).toEqual(expect.arrayContaining(named));
  });

  test('keeps as evidence the tenant that it judged', async () => {
    const scan = await sandbox.client.newestScan();

    const evidence: unknown = JSON.parse((await evidenceOf(scan?.scanId ?? '')).toString('utf8'));
    const policies = sandbox.tenant.state.tenant.policies.map(({ id }) => expect.objectContaining({ id }));
    expect(evidence).toMatchObject({ tenantId: sandbox.tenant.tenantId, policies });
  });

  test('is decided the same again by the command line, from the evidence alone', async () => {
    const { tenantId } = sandbox.tenant;
    const scans = await (await sandbox.client.get(`${tenantId}/scans?size=1`)).json();
    const [{ scanId, state }] = scansSchema.parse(scans).items;
    const folder = await temporaryFolder({ 'evidence.json': await evidenceOf(scanId) });

    const file = join(folder, 'evidence.json');
    const settings = [
      ...['--emergency-access', state.emergencyAccess.join(',')],
      ...['--administrative-roles', state.administrativeRoles.join(',')],
    ];
    const options = ['--format', 'json', '--at', state.scannedAt, ...settings];
    const { stdout } = await runScan(['--from', file, ...options]);

    const { scannedAt, inputHash, controls } = tenantResultSchema.parse(JSON.parse(stdout));
    expect({ scannedAt, inputHash }).toEqual({ scannedAt: state.scannedAt, inputHash: state.inputHash });
    for (const control of ['2.2.3', '2.2.4']) {
      const served = await (await sandbox.client.get(`${tenantId}/controls/${control}`)).json();
      expect(controls).toContainEqual(recordSchema.parse(served).result);
    }
  });

  test('makes the app healthy', async () => {
    const response = await fetch(`${sandbox.host.url}/api/health`);

    expect(response.status).toBe(200);
  });
});

describe('a change in the tenant', () => {
  const policyOf = (name: string) => {
    const policy = sandbox.tenant.state.tenant.policies.find(({ displayName }) =>
      displayName.startsWith(name),
    );
    if (policy === undefined) throw new Error(`The company has no policy ${name}.`);
    return policy;
  };
  let undo = () => {};
  afterEach(() => undo());

  test('that turns the right policy on for everybody makes the next scan pass', {
    timeout: scanLimitMilliseconds,
  }, async () => {
    const before = policyOf('CA011');
    undo = () => sandbox.tenant.state.replacePolicy(before);
    sandbox.tenant.state.replacePolicy({
      ...before,
      state: 'enabled',
      conditions: { ...before.conditions, users: { ...before.conditions.users, excludeGroups: [] } },
    });

    const controls = await sandbox.client.scan();

    expect(controls).toContainEqual(expect.objectContaining({ id: '2.2.3', verdict: 'pass', usersInGap: 0 }));
    expect(sandbox.tenant.usersWhoCanUseDeviceCode()).toEqual([]);
  });

  test('that hides the excluded group makes the next scan inconclusive, naming the group', {
    timeout: scanLimitMilliseconds,
  }, async () => {
    const devTools = groupId('Dev Tools');
    undo = () => sandbox.tenant.state.setGroupReadable(devTools, true);
    sandbox.tenant.state.setGroupReadable(devTools, false);

    await sandbox.client.scan();

    const { verdict, unknowns } = await controlResult();
    expect(verdict).toBe('inconclusive');
    expect(unknowns).toContainEqual({ kind: 'group', id: devTools });
  });
});

describe('a device code sign-in', () => {
  const members = () =>
    sandbox.tenant.state.tenant.users.filter(
      ({ accountEnabled, userType }) => accountEnabled && userType === 'Member',
    );
  const signIn = async (user: string) => {
    const client = await DeviceCodeSignIn.connect(sandboxAddressOf(sandbox.tenant));
    return client.run({ ...everyPlace, user });
  };

  test('of a user inside the gap yields a token', async () => {
    const inGap = new Set(usersWhoGetThrough());
    const user = members().find(({ id }) => inGap.has(id))?.userPrincipalName ?? '';

    expect(await signIn(user)).toMatchObject({ kind: 'token', claims: { upn: user } });
  });

  test('of a user outside the gap is refused by Conditional Access', async () => {
    const letThrough = new Set(sandbox.tenant.usersWhoCanUseDeviceCode());
    const user = members().find(({ id }) => !letThrough.has(id))?.userPrincipalName ?? '';

    const outcome = await signIn(user);

    expect(outcome).toMatchObject({ kind: 'refused', description: expect.stringMatching(/^AADSTS53003:/) });
  });
});
