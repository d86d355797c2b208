import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { whyCommand } from '../../shared/command-line/why-command.ts';
import { inMemoryTerminal } from '../command-line/in-memory-terminal.ts';
import { SignInRefused, signInByCode } from '../sandbox/code-sign-in.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { policyOf } from '../sandbox/entra-tenant/company/policy-draft.ts';
import { builtInRoles } from '../sandbox/entra-tenant/company/roles.ts';
import { appIdOf, azureCli } from '../sandbox/entra-tenant/resources.ts';
import type { EntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';
import { tenantExport } from '../sandbox/entra-tenant/tenant-export.ts';
import { allPages, post, startTrusted } from '../sandbox-tests/entra-tenant/sandbox-client.ts';

const company = northwindSandbox();
const platforms = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'];

/** The company, with policies on devices and on platforms that nobody knows. */
const policies = [
  ...company.policies,
  policyOf('sign-ins', {
    users: {},
    name: 'CA101 Require a compliant device for storage',
    applications: { includeApplications: [appIdOf('storage')] },
    grant: { builtInControls: ['compliantDevice'] },
  }),
  policyOf('sign-ins', {
    users: {},
    name: 'CA102 Require a hybrid joined device for Exchange',
    applications: { includeApplications: [appIdOf('exchange')] },
    grant: { operator: 'AND', builtInControls: ['mfa', 'domainJoinedDevice'] },
  }),
  policyOf('sign-ins', {
    users: {},
    name: 'CA103 Block unknown platforms for Azure',
    applications: { includeApplications: [appIdOf('azure')] },
    conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: platforms } },
    grant: { builtInControls: ['block'] },
  }),
];

let tenant: EntraTenant;
let folder: string;
let exported: string;
beforeAll(async () => {
  tenant = await startTrusted({ tenant: { ...company, policies } });
  folder = await mkdtemp(join(tmpdir(), 'sign-ins-'));
  exported = join(folder, 'tenant.json');
  await writeFile(exported, JSON.stringify(tenantExport(tenant.state.tenant)));
});
afterAll(async () => {
  await tenant.stop();
  await rm(folder, { recursive: true });
});

interface Attempt {
  readonly user: string;
  readonly resource: string;
  readonly flow: 'deviceCodeFlow' | 'browser';
  readonly platform: 'windows' | 'linux' | 'macOS' | 'none';
  readonly country: string;
  /** One factor that meets no MFA, and no strength; else what meets everything. */
  readonly method: 'fido2' | 'password';
}

const ordinary = {
  resource: 'graph',
  flow: 'deviceCodeFlow',
  platform: 'windows',
  country: 'NO',
  method: 'fido2',
} as const;

const userAgents = {
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
  linux: 'Mozilla/5.0 (X11; Linux x86_64)',
  macOS: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0)',
  none: 'Mozilla/5.0',
} as const;
const ipAddress = '192.0.2.10';

/** What the sandbox's own sign-in says: the number of its error, and the policies that its log calls failed. */
async function signedIn(attempt: Attempt) {
  const errorCode = await (attempt.flow === 'browser' ? byBrowser(attempt) : byDeviceCode(attempt));
  const { elements } = await allPages(tenant, '/beta/auditLogs/signIns?$top=1');
  const { appliedConditionalAccessPolicies: applied } = logged.parse(elements[0]);
  const failed = applied.filter(({ result }) => result === 'failure');
  return { errorCode, policies: failed.map(({ displayName }) => displayName) };
}

const logged = z.object({
  appliedConditionalAccessPolicies: z.array(z.object({ displayName: z.string(), result: z.string() })),
});
const refused = z.object({ error_codes: z.tuple([z.number()]) });
const codeSchema = z.object({ user_code: z.string(), device_code: z.string() });
const sessionSchema = z.object({ refresh_token: z.string() });

function browserFields({ country, method }: Attempt) {
  return { ip_address: ipAddress, country, authentication_method: method };
}

async function byDeviceCode(attempt: Attempt): Promise<number> {
  const scope = `${appIdOf(attempt.resource)}/.default`;
  const asked = await post(tenant, `/${tenant.tenantId}/oauth2/v2.0/devicecode`, {
    client_id: azureCli,
    scope,
  });
  const { user_code: userCode } = codeSchema.parse(await asked.json());
  const form = { user_code: userCode, username: attempt.user, ...browserFields(attempt) };
  const answered = await post(tenant, '/devicelogin', form, { 'user-agent': userAgents[attempt.platform] });
  return answered.ok ? 0 : refused.parse(await answered.json()).error_codes[0];
}

/** The browser of a test names no platform. */
async function byBrowser({ user, resource, ...attempt }: Attempt): Promise<number> {
  const scope = `openid ${appIdOf(resource)}/.default`;
  const browser = browserFields({ user, resource, ...attempt });
  try {
    await signInByCode(tenant, { clientId: tenant.api.clientId, userPrincipalName: user, scope, browser });
    return 0;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    return Number(/AADSTS(\d+)/.exec(error.message)?.[1]);
  }
}

const answerSchema = z.object({
  outcome: z.enum(['stopped', 'notStopped', 'depends']),
  errorCode: z.number().nullable(),
  stoppedBy: z.array(
    z.object({ by: z.object({ policy: z.object({ displayName: z.string() }).optional() }) }),
  ),
  asks: z.array(
    z.object({ policy: z.object({ displayName: z.string() }), errorCode: z.number().nullable() }),
  ),
});

/** What `why` says of the same sign-in, over an export of the tenant. */
async function explained({ user, resource, flow, platform, country }: Attempt, ...more: readonly string[]) {
  const terminal = inMemoryTerminal();
  const client = flow === 'browser' ? ['--client-app', 'browser'] : ['--flow', flow];
  const place = ['--platform', platform, '--ip', ipAddress, '--country', country];
  const who = ['--user', user, '--resource', appIdOf(resource)];
  await whyCommand(['--from', exported, ...who, ...client, ...place, ...more, '--format', 'json'], terminal);
  expect(terminal.complaints).toEqual([]);
  return answerSchema.parse(JSON.parse(terminal.written()));
}

/** The first enabled member of a group, of direct ones, who is in none of the others. */
function memberOf(name: string, ...others: readonly string[]): string {
  const members = (group: string) =>
    company.groups.find(({ displayName }) => displayName === group)?.members.map(({ id }) => id) ?? [];
  const out = new Set(others.flatMap(members));
  const found = company.users.find(
    ({ id, accountEnabled }) => accountEnabled && members(name).includes(id) && !out.has(id),
  );
  return found?.userPrincipalName ?? expect.fail(`Nobody is in ${name} alone.`);
}

const ofCompany = (name: string) => `${name}@northwind-sandbox.example`;
const suspended = ofCompany('ola.nightingale');
const developer = ofCompany('greta.yarrowby');
const financier = memberOf('Department Finance');
const room = memberOf('Room accounts');
const emergency = memberOf('Emergency access');
const disabled = company.users.find(({ accountEnabled }) => !accountEnabled)?.userPrincipalName ?? '';
const administrator =
  company.users.find(({ id }) =>
    company.roleAssignments.some(
      ({ principalId, roleDefinitionId }) =>
        principalId === id && roleDefinitionId === builtInRoles['Conditional Access Administrator'],
    ),
  )?.userPrincipalName ?? '';

type Named = readonly [errorCode: number, name: string, attempt: Partial<Attempt> & Pick<Attempt, 'user'>];

const twenty: readonly Named[] = [
  [53003, 'of somebody in finance, by device code', { user: financier }],
  [53003, 'of somebody in finance, by device code on no platform', { user: financier, platform: 'none' }],
  [53003, 'of a developer, on Windows', { user: developer }],
  [0, 'of a developer, on Linux', { user: developer, platform: 'linux' }],
  [50076, 'of a developer with a password alone', { user: developer, platform: 'linux', method: 'password' }],
  [53003, 'of a developer, from where nobody works', { user: developer, platform: 'linux', country: 'KP' }],
  [53000, 'of a developer for storage', { user: developer, platform: 'linux', resource: 'storage' }],
  [
    50005,
    'of a developer for storage, on no platform',
    { user: developer, platform: 'none', resource: 'storage' },
  ],
  [53001, 'of a developer for Exchange', { user: developer, platform: 'linux', resource: 'exchange' }],
  [
    53003,
    'of a developer for Azure, on no platform',
    { user: developer, platform: 'none', resource: 'azure' },
  ],
  [
    50076,
    'of a developer for Azure',
    { user: developer, platform: 'linux', resource: 'azure', method: 'password' },
  ],
  [53003, 'of somebody who is suspended', { user: suspended, platform: 'linux' }],
  [
    53003,
    'of somebody who is suspended, in the browser',
    { user: suspended, platform: 'none', flow: 'browser' },
  ],
  [0, 'of somebody in finance, in the browser', { user: financier, platform: 'none', flow: 'browser' }],
  [
    53003,
    'of somebody in finance for Exchange, on no managed device',
    { user: financier, platform: 'none', flow: 'browser', resource: 'exchange' },
  ],
  [
    50005,
    'of a room for storage, in a browser without a platform',
    { user: room, platform: 'none', flow: 'browser', resource: 'storage' },
  ],
  [53003, 'of a room, by device code', { user: room, platform: 'macOS' }],
  [0, 'of an emergency account', { user: emergency }],
  [50057, 'of an account that is disabled', { user: disabled }],
  [
    50076,
    'of an administrator with a password alone, in the browser',
    { user: administrator, platform: 'none', flow: 'browser', method: 'password' },
  ],
];

test('why says of a session that began with the flow before it was blocked what the sandbox says', async () => {
  const clientId = azureCli;
  const user = ofCompany('greta.yarrowby');
  const scope = 'https://graph.microsoft.com/.default offline_access';
  const endpoint = `/${tenant.tenantId}/oauth2/v2.0`;
  const asked = await post(tenant, `${endpoint}/devicecode`, { client_id: clientId, scope });
  const code = codeSchema.parse(await asked.json());
  const form = { user_code: code.user_code, username: user, ip_address: ipAddress, country: 'NO' };
  await post(tenant, '/devicelogin', form, { 'user-agent': userAgents.linux });
  const redeemed = await post(tenant, `${endpoint}/token`, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: clientId,
    device_code: code.device_code,
  });
  const { refresh_token: refreshToken } = sessionSchema.parse(await redeemed.json());
  const refresh = () =>
    post(tenant, `${endpoint}/token`, {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken,
    });
  const before = await refresh();

  const blocking = policies.find(({ displayName }) => displayName.startsWith('CA011')) ?? expect.fail();
  tenant.state.replacePolicy({ ...blocking, state: 'enabled' });
  const afterwards = await refresh();
  const again = await refresh();
  await writeFile(exported, JSON.stringify(tenantExport(tenant.state.tenant)));
  const attempt = { ...ordinary, user, platform: 'linux' } as const;
  const answer = await explained(attempt, '--session-refresh');
  tenant.state.replacePolicy(blocking);
  await writeFile(exported, JSON.stringify(tenantExport(tenant.state.tenant)));

  expect(before.status).toBe(200);
  expect(refused.parse(await afterwards.json()).error_codes).toEqual([530036]);
  expect(refused.parse(await again.json()).error_codes).toEqual([9002313]);
  expect(answer).toMatchObject({
    outcome: 'stopped',
    errorCode: 530036,
    stoppedBy: [{ by: { policy: { displayName: 'CA011 Block device code flow for all users' } } }],
  });
});

describe('why says of a sign-in what the sandbox does to it', () => {
  test.each(twenty)('AADSTS%i %s', async (errorCode, _name, wanted) => {
    const attempt = { ...ordinary, ...wanted };

    const answer = await explained(attempt);
    const actual = await signedIn(attempt);

    expect(actual.errorCode).toBe(errorCode);
    const stopping = answer.stoppedBy.flatMap(({ by }) => by.policy?.displayName ?? []);
    if (answer.outcome === 'stopped') {
      expect(answer.errorCode).toBe(errorCode);
      expect(actual.policies).toEqual(expect.arrayContaining(stopping));
      return;
    }
    const asking = answer.asks.filter((ask) => ask.errorCode !== null);
    expect([answer.outcome, stopping]).toEqual(['notStopped', []]);
    expect(actual.policies).toEqual(
      attempt.method === 'password' ? asking.map(({ policy }) => policy.displayName) : [],
    );
    if (errorCode !== 0) expect(asking.map((ask) => ask.errorCode)).toContain(errorCode);
  });

  test('of twenty sign-ins, by their errors all that a person meets', () => {
    expect(twenty).toHaveLength(20);
    expect(new Set(twenty.map(([errorCode]) => errorCode))).toEqual(
      new Set([0, 50005, 50057, 50076, 53000, 53001, 53003]),
    );
  });
});
