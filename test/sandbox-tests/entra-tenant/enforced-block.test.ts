import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, post, startTrusted } from './sandbox-client.ts';

const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const scope = 'https://graph.microsoft.com/.default offline_access';

let tenant: EntraTenant;
let ca011: string;
let team: string[];

beforeEach(async () => {
  tenant = await startTrusted();
  const { policies, groups } = tenant.state.tenant;
  ca011 = policies.find(({ displayName }) => displayName.startsWith('CA011'))?.id ?? '';
  team =
    groups.find(({ displayName }) => displayName === 'Room device team')?.members.map(({ id }) => id) ?? [];
});
afterEach(() => tenant.stop());

function nameOf(userId: string): string {
  return tenant.state.tenant.users.find(({ id }) => id === userId)?.userPrincipalName ?? '';
}

const codesSchema = z.object({ user_code: z.string(), device_code: z.string() });
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const refusalSchema = z.object({ error: z.string(), error_codes: z.array(z.number()) });

const token = (form: Record<string, string>) =>
  post(tenant, `/${tenant.tenantId}/oauth2/v2.0/token`, { client_id: clientId, ...form });

/** The attacker asks for a code, and the user enters it. */
async function phish(userId: string) {
  const form = { client_id: clientId, scope };
  const started = await post(tenant, `/${tenant.tenantId}/oauth2/v2.0/devicecode`, form);
  const codes = codesSchema.parse(await started.json());
  const page = await post(tenant, '/devicelogin', { user_code: codes.user_code, username: nameOf(userId) });
  const redeemed = await token({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: codes.device_code,
  });
  return { page, redeemed };
}

function refresh(refreshToken: string) {
  return token({ grant_type: 'refresh_token', refresh_token: refreshToken });
}

function enforce(excludeUsers: readonly string[] = []): void {
  tenant
    .asAdministrator(tenant.state.tenant.users[0]?.id ?? '')
    .changePolicy(ca011, { state: 'enabled', conditions: { users: { excludeUsers } } });
}

async function logged(filter: string): Promise<unknown> {
  const { elements } = await allPages(
    tenant,
    `/beta/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`,
  );
  return elements[0];
}

const failure = (errorCode: number) => ({
  status: { errorCode },
  conditionalAccessStatus: 'failure',
  appliedConditionalAccessPolicies: expect.arrayContaining([
    expect.objectContaining({ id: ca011, result: 'failure', enforcedGrantControls: ['Block'] }),
  ]),
});

test('a phish that works in report-only is refused and logged once the policy is enforced', async () => {
  const [victim = ''] = team;
  const before = await phish(victim);
  enforce();

  const { page, redeemed } = await phish(victim);

  expect(before.redeemed.status).toBe(200);
  expect(refusalSchema.parse(await page.json()).error_codes).toEqual([53003]);
  expect(redeemed.status).toBe(400);
  expect(await logged(`userId eq '${victim}' and originalTransferMethod eq 'deviceCodeFlow'`)).toMatchObject(
    failure(53003),
  );
});

test('a session that began by device code ends when the policy is enforced, and the log says by which error', async () => {
  const [victim = ''] = team;
  const { refresh_token: refreshToken } = tokensSchema.parse(await (await phish(victim)).redeemed.json());
  const alive = await refresh(refreshToken);
  enforce();

  const refused = await refresh(refreshToken);
  const again = await refresh(refreshToken);

  expect(alive.status).toBe(200);
  expect(refusalSchema.parse(await refused.json())).toEqual({
    error: 'invalid_grant',
    error_codes: [530036],
  });
  expect(refusalSchema.parse(await again.json()).error_codes).toEqual([9002313]);
  expect(await logged("signInEventTypes/any(t: t eq 'nonInteractiveUser')")).toMatchObject(failure(530036));
});

test('those who are excepted go on as before', async () => {
  const [member = ''] = team;
  const { refresh_token: refreshToken } = tokensSchema.parse(await (await phish(member)).redeemed.json());
  enforce(team);

  expect((await refresh(refreshToken)).status).toBe(200);
  expect((await phish(member)).redeemed.status).toBe(200);
});

test('the sandbox can live ahead of its clock, and what was planned has happened then', async () => {
  const today = new Date();
  tenant.simulateSignIns({
    seed: 'ahead',
    from: today,
    days: 14,
    signInsPerDay: 1,
    latestHours: 0,
    deviceCodeUsers: team,
  });

  const turned = await fetch(`${tenant.graphUrl}/sandbox/clock`, {
    method: 'PUT',
    headers: { 'x-sandbox-key': tenant.adminKey },
    body: JSON.stringify({ aheadMilliseconds: 15 * 86_400_000 }),
  });
  const { now } = z.object({ now: z.iso.datetime() }).parse(await turned.json());

  expect(Date.parse(now)).toBeGreaterThanOrEqual(today.getTime() + 15 * 86_400_000);
  const direct = tenant.signIns.entries.filter(
    ({ eventType, signIn }) => eventType === 'interactiveUser' && signIn.flow === 'deviceCodeFlow',
  );
  expect(direct).toHaveLength(3 * 2 * 14);
});
