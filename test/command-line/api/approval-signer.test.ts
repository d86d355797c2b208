import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EntraApprovalVerifier } from '../../../shared/adapters/token-validation/entra-approval-verifier.ts';
import { approvalSigner } from '../../../shared/command-line/api/approval-signer.ts';
import { browserSignature } from '../../../shared/command-line/api/browser-signature.ts';
import { InputError, UnauthenticatedError } from '../../../shared/core/errors.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { browserOfUser } from '../../sandbox-tests/entra-tenant/browser-of-user.ts';
import { startTrusted } from '../../sandbox-tests/entra-tenant/sandbox-client.ts';

const hash = `sha256:${'5'.repeat(64)}`;
const somebody = { isPresent: true, tell: () => {} };
const nobody = { isPresent: false, tell: () => {} };

describe('An approval is signed in the browser', () => {
  let tenant: EntraTenant;
  beforeAll(async () => {
    tenant = await startTrusted();
  });
  afterAll(() => tenant.stop());

  const approver = () =>
    tenant.api.personas.find(({ name }) => name === 'approver')?.user ?? { id: '', userPrincipalName: '' };

  function sign(fields: Readonly<Record<string, string>>, told: string[] = [], claims: string | null = null) {
    const settings = {
      GATEPROOF_TENANT_ID: tenant.tenantId,
      GATEPROOF_API_CLIENT_ID: tenant.api.clientId,
      GATEPROOF_AUTHORITY_HOST: tenant.loginUrl,
    };
    const browser = browserOfUser(approver().userPrincipalName, fields);
    return browserSignature({ hash, claims }, settings, (line) => told.push(line), browser);
  }

  test('by an ID token over its hash, which the API and the writer take', async () => {
    const verifier = new EntraApprovalVerifier({
      authorityHost: tenant.loginUrl,
      tenantId: tenant.tenantId,
      clientId: tenant.api.clientId,
    });

    const verified = await verifier.verify(await sign({}));

    expect(verified).toMatchObject({ nonce: hash, objectId: approver().id });
    expect(verified.roles).toContain('Remediation.Approve');
  });

  test('anew, whoever is signed in already, and with the claims that are asked for', async () => {
    const told: string[] = [];
    const claims = '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}';

    await sign({}, told, claims);

    const asked = new URL(/https:\S+/.exec(told[0] ?? '')?.[0] ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      nonce: hash,
      prompt: 'login',
      code_challenge_method: 'S256',
    });
    expect(JSON.parse(asked.get('claims') ?? '')).toMatchObject(JSON.parse(claims));
  });

  test('unless the person turns away', async () => {
    await expect(sign({ decline: '1' })).rejects.toThrow(UnauthenticatedError);
  });
});

test('The ID token of the environment signs as it is', async () => {
  const sign = approvalSigner({ GATEPROOF_ID_TOKEN: 'a.b.c\n' }, nobody);

  expect(await sign({ hash, claims: null })).toBe('a.b.c');
});

test.each([
  ['what is no ID token', { GATEPROOF_ID_TOKEN: 'Bearer x' }, nobody, 'GATEPROOF_ID_TOKEN: must be an ID'],
  ['nobody at a terminal', {}, nobody, 'GATEPROOF_ID_TOKEN: is missing, and nobody is at a terminal'],
  ['a sign-in that nobody registered', {}, somebody, 'GATEPROOF_API_CLIENT_ID: is missing'],
])('Nothing is signed with %s', (_what, environment, person, message) => {
  expect(() => approvalSigner(environment, person)).toThrow(InputError);
  expect(() => approvalSigner(environment, person)).toThrow(message);
});
