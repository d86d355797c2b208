import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { post, startTrusted } from './sandbox-client.ts';

const redirectUri = 'http://localhost:5000';
const codeVerifier = 'v'.repeat(43);
const start = Date.parse('2027-03-01T08:00:00Z');

let tenant: EntraTenant;
let now: Date;
beforeAll(async () => {
  tenant = await startTrusted({ clock: () => now });
});
beforeEach(() => {
  now = new Date(start);
});
afterAll(() => tenant.stop());

function persona(name: string) {
  const found = tenant.api.personas.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no persona ${name}.`);
  return found.user;
}

/** What the approver's browser is answered when it asks for an ID token with these members. */
function authorize(more: Record<string, string> = {}, form: Record<string, string> = {}) {
  const asked = new URLSearchParams({
    client_id: tenant.api.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    nonce: 'hash of a plan',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/authorize?${asked}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ username: persona('approver').userPrincipalName, ...form }),
  });
}

async function idTokenFor(answer: Response): Promise<string> {
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const response = await post(tenant, `/${tenant.tenantId}/oauth2/v2.0/token`, {
    grant_type: 'authorization_code',
    client_id: tenant.api.clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: codeVerifier,
  });
  return z.object({ id_token: z.string() }).parse(await response.json()).id_token;
}

function asking(acrs: object): Record<string, string> {
  return { claims: JSON.stringify({ id_token: { acrs } }) };
}

describe('an ID token', () => {
  test('says who signed in for whom, when, with which roles and for which nonce, signed with a published key', async () => {
    const token = await idTokenFor(await authorize());
    const keys = createRemoteJWKSet(new URL(`${tenant.loginUrl}/${tenant.tenantId}/discovery/v2.0/keys`));

    const { payload } = await jwtVerify(token, keys, { currentDate: now });

    const { id, displayName, userPrincipalName } = persona('approver');
    const seconds = start / 1_000;
    expect(payload).toEqual({
      ver: '2.0',
      iss: `${tenant.loginUrl}/${tenant.tenantId}/v2.0`,
      aud: tenant.api.clientId,
      tid: tenant.tenantId,
      oid: id,
      sub: expect.any(String),
      name: displayName,
      preferred_username: userPrincipalName,
      nonce: 'hash of a plan',
      roles: ['Results.Read', 'Exceptions.Write', 'Remediation.Approve'],
      iat: seconds,
      nbf: seconds - 300,
      exp: seconds + 3_600,
      uti: expect.any(String),
    });
    expect(payload.sub).not.toBe(id);
  });

  test('is dated by the sandbox clock, when the code is redeemed', async () => {
    const answer = await authorize();
    now = new Date(start + 120_000);

    expect(decodeJwt(await idTokenFor(answer)).iat).toBe(start / 1_000 + 120);
  });

  test('names the authentication contexts that were asked for, and no others', async () => {
    const one = decodeJwt(await idTokenFor(await authorize(asking({ essential: true, value: 'c1' }))));
    const two = decodeJwt(await idTokenFor(await authorize(asking({ values: ['c2', 'c3'] }))));
    const none = decodeJwt(await idTokenFor(await authorize({ claims: '{"id_token":{"email":null}}' })));

    expect([one['acrs'], two['acrs'], none['acrs']]).toEqual([['c1'], ['c2', 'c3'], undefined]);
  });

  test('is not given where a policy on the context is not met', async () => {
    const { id } = tenant.asAdministrator(persona('auditor').id).addPolicy({
      displayName: 'Phishing-resistant MFA for approvals',
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeAuthenticationContextClassReferences: ['c1'] },
      },
      grantControls: {
        operator: 'OR',
        authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
      },
    });
    // Of approvers, who administer the tenant, another policy asks the same for everything.
    const { userPrincipalName: username } = persona('requester');
    const push = { username, authentication_method: 'password,microsoftAuthenticatorPush' };

    const refused = await authorize(asking({ value: 'c1' }), push);
    const withKey = await authorize(asking({ value: 'c1' }));
    const withoutContext = await authorize({}, push);
    tenant.asAdministrator(persona('auditor').id).deletePolicy(id);

    expect(await refused.json()).toMatchObject({ error_codes: [50076] });
    expect([withKey.status, withoutContext.status]).toEqual([302, 302]);
  });

  test.each(['nonsense', '[]', '{"id_token":{"acrs":{"value":"everything"}}}'])(
    'is not given for claims that make no sense: %s',
    async (claims) => {
      const answer = await authorize({ claims });

      const back = new URL(answer.headers.get('location') ?? '').searchParams;
      expect(back.get('error')).toBe('invalid_request');
      expect(back.get('error_description')).toContain('AADSTS9002313');
    },
  );
});
