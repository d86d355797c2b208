import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserSignIn } from '../../../shared/command-line/api/browser-sign-in.ts';
import { UnauthenticatedError } from '../../../shared/core/errors.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { browserOfUser } from '../../sandbox-tests/entra-tenant/browser-of-user.ts';
import { startTrusted } from '../../sandbox-tests/entra-tenant/sandbox-client.ts';

let tenant: EntraTenant;
beforeAll(async () => {
  tenant = await startTrusted();
});
afterAll(() => tenant.stop());

function settings() {
  return {
    GATEPROOF_TENANT_ID: tenant.tenantId,
    GATEPROOF_API_CLIENT_ID: tenant.api.clientId,
    GATEPROOF_AUTHORITY_HOST: tenant.loginUrl,
  };
}

const persona = (name: string) =>
  tenant.api.personas.find((one) => one.name === name)?.user.userPrincipalName ?? '';

test('a person signs in with the browser, once for many requests', async () => {
  const told: string[] = [];
  const token = browserSignIn(settings(), (line) => told.push(line), browserOfUser(persona('auditor')));

  const first = await token();
  const second = await token();

  expect(decodeJwt(first)).toMatchObject({
    aud: tenant.api.clientId,
    preferred_username: persona('auditor'),
    roles: ['Results.Read', 'Evidence.Read'],
  });
  expect(second).toBe(first);
  expect(told).toEqual([expect.stringMatching(/go to https:\/\/127\.0\.0\.1:\d+\/.*\/authorize\?/)]);
});

test('whom the sign-in service turns away is told why', async () => {
  const token = browserSignIn(settings(), () => {}, browserOfUser(persona('auditor'), { decline: '1' }));

  await expect(token()).rejects.toThrow(UnauthenticatedError);
  await expect(token()).rejects.toThrow(/AADSTS65004/);
});
