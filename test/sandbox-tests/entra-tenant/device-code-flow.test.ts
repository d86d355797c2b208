import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, post, startTrusted } from './sandbox-client.ts';

const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const windows = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' };
const start = new Date('2026-11-22T08:00:00Z');
let now = start;
let tenant: EntraTenant;
let openUser: string;
let closedUser: string;

beforeAll(async () => {
  tenant = await startTrusted({ clock: () => now });
  const open = new Set(tenant.usersWhoCanUseDeviceCode());
  const employees = tenant.state.tenant.users.filter(
    ({ accountEnabled, department }) => accountEnabled && department !== null,
  );
  openUser = employees.find(({ id }) => open.has(id))?.userPrincipalName ?? '';
  closedUser = employees.find(({ id }) => !open.has(id))?.userPrincipalName ?? '';
});
afterAll(() => tenant.stop());

const codeSchema = z.object({
  user_code: z.string(),
  device_code: z.string(),
  verification_uri: z.url(),
  expires_in: z.literal(900),
  interval: z.number(),
});

/** A token or an error: a test says which it expects. */
const answerSchema = z.looseObject({ access_token: z.string().optional() });

async function askForCode(scope = 'https://graph.microsoft.com/.default') {
  const response = await post(tenant, `/${tenant.tenantId}/oauth2/v2.0/devicecode`, {
    client_id: clientId,
    scope,
  });
  return codeSchema.parse(await response.json());
}

function enter(userCode: string, form: Record<string, string>, headers = {}) {
  return post(tenant, '/devicelogin', { user_code: userCode, ...form }, headers);
}

async function poll(deviceCode: string) {
  const response = await post(tenant, `/${tenant.tenantId}/oauth2/v2.0/token`, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: clientId,
    device_code: deviceCode,
  });
  return { status: response.status, body: answerSchema.parse(await response.json()) };
}

test('a user inside the gap gets a token that the published keys verify', async () => {
  const code = await askForCode();

  const entered = await enter(code.user_code, { username: openUser });
  const { status, body } = await poll(code.device_code);

  expect(entered.status).toBe(200);
  expect(status).toBe(200);
  const keys = createRemoteJWKSet(new URL(`${tenant.loginUrl}/${tenant.tenantId}/discovery/v2.0/keys`));
  const { payload } = await jwtVerify(body.access_token ?? '', keys);
  expect(payload).toMatchObject({
    upn: openUser,
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${tenant.tenantId}/`,
  });
});

test('a user outside the gap is refused with AADSTS53003, and the client keeps waiting', async () => {
  const code = await askForCode();

  const entered = await enter(code.user_code, { username: closedUser });
  const { status, body } = await poll(code.device_code);

  expect(await entered.json()).toMatchObject({
    error: 'access_denied',
    error_codes: [53003],
    error_description: expect.stringContaining(
      'AADSTS53003: Access has been blocked by Conditional Access policies.',
    ),
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });
});

test('a person sees the refusal as a page with its number', async () => {
  const { user_code: userCode } = await askForCode();

  const page = await enter(userCode, { username: closedUser }, { accept: 'text/html' });

  expect(await page.text()).toContain('Error Code: 53003');
});

test('the platform of the browser decides: the same user is refused on Windows', async () => {
  const code = await askForCode();

  const entered = await enter(code.user_code, { username: openUser }, windows);

  expect(await entered.json()).toMatchObject({ error_codes: [53003] });
});

test('a code that was redeemed is worth nothing', async () => {
  const code = await askForCode();
  await enter(code.user_code, { username: openUser });
  await poll(code.device_code);

  const { body } = await poll(code.device_code);

  expect(body).toMatchObject({ error: 'bad_verification_code' });
});

test('before the user has come the client is told to wait', async () => {
  const code = await askForCode();

  const { body } = await poll(code.device_code);

  expect(body).toMatchObject({
    error: 'authorization_pending',
    error_description: expect.stringMatching(/^AADSTS70016: .* Trace ID: .* Correlation ID: .* Timestamp: /),
    error_codes: [70016],
    timestamp: expect.any(String),
    trace_id: expect.any(String),
    correlation_id: expect.any(String),
  });
});

test('a user who declines ends the waiting', async () => {
  const code = await askForCode();
  await enter(code.user_code, { decline: '1' });

  const { body } = await poll(code.device_code);

  expect(body).toMatchObject({ error: 'authorization_declined' });
});

test('after a quarter of an hour the code has expired, for the user and for the client', async () => {
  const code = await askForCode();
  now = new Date(start.getTime() + 900_000);

  const entered = await enter(code.user_code, { username: openUser });
  const { body } = await poll(code.device_code);
  now = start;

  expect(await entered.json()).toMatchObject({ error_codes: [70019] });
  expect(body).toMatchObject({ error: 'expired_token' });
});

test.each([
  ['a wrong code', { user_code: 'WRONG' }, 70018],
  ['an unknown user', { username: 'nobody@northwind-sandbox.example' }, 50034],
  ['an address that is none', { ip_address: 'here' }, 90014],
])('%s is named', async (_, form, errorCode) => {
  const code = await askForCode();

  const entered = await enter(code.user_code, { username: openUser, ...form });

  expect(await entered.json()).toMatchObject({ error_codes: [errorCode] });
});

test('another tenant is not found', async () => {
  const response = await post(tenant, '/another.example/oauth2/v2.0/token', {});

  expect(await response.json()).toMatchObject({ error_codes: [90002] });
});

test('the sign-in log keeps the sign-in with the results of every policy, report-only ones included', async () => {
  const code = await askForCode();
  await enter(code.user_code, { username: openUser });

  const { elements } = await allPages(tenant, '/beta/auditLogs/signIns?$top=1');
  const v1 = await allPages(tenant, '/v1.0/auditLogs/signIns');

  expect(elements[0]).toMatchObject({
    userPrincipalName: openUser,
    appDisplayName: 'Microsoft Azure CLI',
    authenticationProtocol: 'deviceCode',
    originalTransferMethod: 'deviceCodeFlow',
    conditionalAccessStatus: 'success',
    status: { errorCode: 0 },
    appliedConditionalAccessPolicies: expect.arrayContaining([
      expect.objectContaining({
        displayName: 'CA011 Block device code flow for all users',
        result: 'reportOnlyFailure',
        enforcedGrantControls: ['Block'],
      }),
      expect.objectContaining({ displayName: 'CA009 Block device code flow', result: 'notApplied' }),
    ]),
  });
  expect(v1.elements[0]).not.toHaveProperty('authenticationProtocol');
});
