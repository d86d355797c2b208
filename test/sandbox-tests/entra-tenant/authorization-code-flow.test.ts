import { createHash } from 'node:crypto';
import { ClientSecretCredential } from '@azure/identity';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SignInRefused, signInByCode } from '../../sandbox/code-sign-in.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { askGraph, post, startTrusted } from './sandbox-client.ts';

const redirectUri = 'http://localhost:5000';
const codeVerifier = 'v'.repeat(43);

let tenant: EntraTenant;
let now: Date;
beforeAll(async () => {
  tenant = await startTrusted({ clock: () => now });
});
beforeEach(() => {
  now = new Date();
});
afterAll(() => tenant.stop());

function persona(name: string) {
  const found = tenant.api.personas.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no persona ${name}.`);
  return found;
}

function signIn(name: string, more: { nonce?: string; browser?: Record<string, string> } = {}) {
  const { userPrincipalName } = persona(name).user;
  return signInByCode(tenant, { clientId: tenant.api.clientId, userPrincipalName, ...more });
}

/** Submits the page of a request that is right but for what the test changes; undefined leaves a member out. */
function submit(changed: Record<string, string | undefined> = {}, form: Record<string, string> = {}) {
  const asked = {
    client_id: tenant.api.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: `openid ${tenant.api.clientId}/.default`,
    state: 'the state',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changed,
  };
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(given)}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ username: persona('reader').user.userPrincipalName, ...form }),
  });
}

async function codeOf(response: Response): Promise<string> {
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

function redeem(code: string, changed: Record<string, string> = {}) {
  return post(tenant, `/${tenant.tenantId}/oauth2/v2.0/token`, {
    grant_type: 'authorization_code',
    client_id: tenant.api.clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: codeVerifier,
    ...changed,
  });
}

const refusalSchema = z.object({ error: z.string(), error_codes: z.tuple([z.number()]) });

async function refusal(response: Response) {
  const { error, error_codes: codes } = refusalSchema.parse(await response.json());
  return { status: response.status, error, errorCode: codes[0] };
}

describe('the tokens', () => {
  test.each([
    ['reader', ['Results.Read']],
    ['requester', ['Results.Read', 'Scan.Request', 'Exceptions.Write', 'Remediation.Propose']],
    ['approver', ['Results.Read', 'Exceptions.Write', 'Remediation.Approve']],
    ['second-approver', ['Results.Read', 'Exceptions.Write', 'Remediation.Approve']],
    ['auditor', ['Results.Read', 'Evidence.Read']],
  ])('of the %s name the roles that were assigned', async (name, roles) => {
    const { user } = persona(name);

    const { accessToken } = await signIn(name);

    expect(decodeJwt(accessToken)).toMatchObject({
      iss: `${tenant.loginUrl}/${tenant.tenantId}/v2.0`,
      aud: tenant.api.clientId,
      azp: tenant.api.clientId,
      ver: '2.0',
      tid: tenant.tenantId,
      oid: user.id,
      name: user.displayName,
      preferred_username: user.userPrincipalName,
      scp: 'access_as_user',
      roles,
    });
  });

  test('of somebody without an assignment name no roles', async () => {
    const user = tenant.state.tenant.users.find(
      ({ id, accountEnabled, jobTitle }) =>
        accountEnabled &&
        jobTitle === 'Sales specialist' &&
        !tenant.api.personas.some((one) => one.user.id === id),
    );
    const userPrincipalName = user?.userPrincipalName ?? '';

    const { accessToken } = await signInByCode(tenant, { clientId: tenant.api.clientId, userPrincipalName });

    expect(decodeJwt(accessToken)).toMatchObject({ preferred_username: userPrincipalName });
    expect(decodeJwt(accessToken)).not.toHaveProperty('roles');
  });

  test('are signed with a published key', async () => {
    const { accessToken, idToken = '' } = await signIn('reader');
    const keys = createRemoteJWKSet(new URL(`${tenant.loginUrl}/${tenant.tenantId}/discovery/v2.0/keys`));

    for (const token of [accessToken, idToken]) {
      expect((await jwtVerify(token, keys)).payload).toMatchObject({ tid: tenant.tenantId });
    }
  });

  test('are an ID token with the nonce, too, where openid is asked for', async () => {
    const { idToken = '' } = await signIn('approver', { nonce: 'hash of a plan' });

    const claims = decodeJwt(idToken);
    expect(claims).toMatchObject({ aud: tenant.api.clientId, nonce: 'hash of a plan', ver: '2.0' });
    expect(claims).not.toHaveProperty('scp');
  });

  test('of an application name its roles and no scope', async () => {
    const { clientId, clientSecret } = tenant.api.scanClient;
    const credential = new ClientSecretCredential(tenant.tenantId, clientId, clientSecret, {
      authorityHost: tenant.loginUrl,
      disableInstanceDiscovery: true,
    });

    const { token } = await credential.getToken(`api://${tenant.api.clientId}/.default`);

    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      aud: tenant.api.clientId,
      azp: clientId,
      idtyp: 'app',
      roles: ['Results.Read', 'Scan.Request'],
    });
    expect(claims.sub).toBe(claims['oid']);
    expect(claims).not.toHaveProperty('scp');
  });
});

describe('a code', () => {
  test('is redeemed once', async () => {
    const code = await codeOf(await submit());

    expect((await redeem(code)).status).toBe(200);
    expect(await refusal(await redeem(code))).toEqual({
      status: 400,
      error: 'invalid_grant',
      errorCode: 54005,
    });
  });

  test('lives for ten minutes', async () => {
    const code = await codeOf(await submit());
    now = new Date(now.getTime() + 600_000);

    expect(await refusal(await redeem(code))).toMatchObject({ errorCode: 70008 });
  });

  test.each([
    ['of nobody', {}, 'unknown', 9002313],
    ['with another verifier', { code_verifier: 'w'.repeat(43) }, undefined, 501481],
    ['by another client', { client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' }, undefined, 700005],
    ['with another redirect address', { redirect_uri: 'http://localhost:5001' }, undefined, 50011],
    ['without a verifier', { code_verifier: '' }, undefined, 90014],
  ])('%s is refused', async (_, changed, unknown, errorCode) => {
    const code = unknown ?? (await codeOf(await submit()));

    expect(await refusal(await redeem(code, changed))).toMatchObject({ status: 400, errorCode });
  });
});

describe('a request to sign in', () => {
  test.each(['http://localhost', 'http://localhost/', 'http://localhost:65535'])(
    'may be answered at %s',
    async (address) => {
      const response = await submit({ redirect_uri: address });

      expect(response.headers.get('location')).toMatch(`${new URL(address).href}?code=`);
    },
  );

  test.each([
    'https://localhost',
    'http://localhost/other',
    'http://localhost.example.com',
    'http://127.0.0.1:5000',
    'http://user@localhost:5000',
    'https://attacker.example.com/',
    'javascript:alert(1)',
  ])('is not answered at %s', async (address) => {
    expect(await refusal(await submit({ redirect_uri: address }))).toMatchObject({ errorCode: 50011 });
  });

  test('of an unknown client is answered nowhere', async () => {
    expect(await refusal(await submit({ client_id: tenant.tenantId }))).toMatchObject({ errorCode: 700016 });
  });

  test.each([
    ['without a code challenge', { code_challenge: undefined }, 50147],
    ['with a plain one', { code_challenge_method: 'plain' }, 501491],
    ['with one of no method', { code_challenge_method: undefined }, 501491],
    ['for an ID token alone', { response_type: 'id_token' }, 700054],
    ['without a scope', { scope: undefined }, 900144],
    ['in an unknown form', { response_mode: 'web_message' }, 90023],
  ])('%s goes back to the client as an error', async (_, changed, errorCode) => {
    const response = await submit(changed);

    expect(response.status).toBe(302);
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(searchParams.get('error_description')).toMatch(`AADSTS${errorCode}:`);
    expect(searchParams.get('state')).toBe('the state');
    expect(searchParams.has('code')).toBe(false);
  });

  test('that the user declines goes back to the client', async () => {
    const { searchParams } = new URL((await submit({}, { decline: '1' })).headers.get('location') ?? '');

    expect(searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    ['query', 'http://localhost:5000/?code='],
    ['fragment', 'http://localhost:5000/#code='],
  ])('is answered in the %s', async (mode, beginning) => {
    const response = await submit({ response_mode: mode });

    expect(response.headers.get('location')?.startsWith(beginning)).toBe(true);
  });

  test('is answered with a form, and nothing in it escapes', async () => {
    const response = await submit({ response_mode: 'form_post', state: '"><script>' });

    const page = await response.text();
    expect(page).toContain('<form method="post" action="http://localhost:5000">');
    expect(page).toContain('name="state" value="&quot;&gt;&lt;script&gt;"');
  });
});

describe('a person', () => {
  test('sees a page that names the personas', async () => {
    const query = new URLSearchParams({
      client_id: tenant.api.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: `${tenant.api.clientId}/.default`,
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
      login_hint: '"><b>',
    });

    const response = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/authorize?${query}`);

    const page = await response.text();
    expect(page).toContain(persona('auditor').user.userPrincipalName);
    expect(page).not.toContain('<b>');
  });

  test('whom Conditional Access stops gets no code', async () => {
    const blocked = signIn('reader', { browser: { ip_address: '192.0.2.99', country: 'KP' } });

    await expect(blocked).rejects.toThrow(SignInRefused);
    await expect(blocked).rejects.toThrow('AADSTS53003');
  });

  test('who shows one factor is asked for another', async () => {
    await expect(signIn('reader', { browser: { authentication_method: 'password' } })).rejects.toThrow(
      'AADSTS50076',
    );
  });

  test('who does not exist gets no code', async () => {
    expect(await refusal(await submit({}, { username: 'nobody' }))).toMatchObject({ errorCode: 50034 });
  });

  test('stands in the sign-in log', async () => {
    await signIn('auditor');

    const response = await askGraph(tenant, '/beta/auditLogs/signIns');
    const { value } = z.object({ value: z.array(z.unknown()) }).parse(await response.json());
    expect(value).toContainEqual(
      expect.objectContaining({
        userPrincipalName: persona('auditor').user.userPrincipalName,
        appId: tenant.api.clientId,
        resourceId: tenant.api.clientId,
        authenticationProtocol: 'none',
        status: expect.objectContaining({ errorCode: 0 }),
      }),
    );
  });
});

describe('signing keys', () => {
  const admin = (method: string, path: string) =>
    fetch(`${tenant.graphUrl}/sandbox${path}`, { method, headers: { 'x-sandbox-key': tenant.adminKey } });
  const published = async () => {
    const response = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/discovery/v2.0/keys`);
    const { keys } = z.object({ keys: z.array(z.object({ kid: z.string() })) }).parse(await response.json());
    return keys.map(({ kid }) => kid);
  };

  test('rotate on demand: the older one stays published until it is withdrawn', async () => {
    const [older = ''] = await published();

    expect((await admin('POST', '/signing-keys')).status).toBe(204);
    const { kid } = decodeProtectedHeader((await signIn('reader')).accessToken);
    expect(await published()).toEqual([kid, older]);
    expect(kid).not.toBe(older);

    expect((await admin('DELETE', '/signing-keys/older')).status).toBe(204);
    expect(await published()).toEqual([kid]);
    expect((await askGraph(tenant, '/v1.0/users?$top=1')).status).toBe(200);
  });
});
