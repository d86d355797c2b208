import { createHmac } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EntraApprovalVerifier } from '../../../shared/adapters/token-validation/entra-approval-verifier.ts';
import { TransientError, UnauthenticatedError } from '../../../shared/core/errors.ts';
import {
  type AuthorityKey,
  forged,
  newKey,
  now,
  ofApplication,
  ofIdToken,
  startTestAuthority,
  type TestAuthority,
  tokenOf,
} from './test-authority.ts';

let authority: TestAuthority;
let firstKey: AuthorityKey;
let secondKey: AuthorityKey;
beforeAll(async () => {
  authority = await startTestAuthority();
  [firstKey, secondKey] = [await newKey(), await newKey()];
});
afterAll(() => authority.stop());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1_000 });
  authority.keys = [firstKey];
  authority.trouble = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

const verifier = () => new EntraApprovalVerifier(authority);
const idToken = (changed: object = {}, key?: AuthorityKey) =>
  tokenOf(authority, { ...ofIdToken, ...changed }, key);
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();

describe('an ID token', () => {
  test('says who signed what, when and with which key', async () => {
    expect(await verifier().verify(await idToken({ acrs: ['c1'] }))).toEqual({
      objectId: '20000000-0000-4000-8000-000000000001',
      tenantId: authority.tenantId,
      name: 'Ada',
      nonce: ofIdToken.nonce,
      issuedAt: iso(now - 60),
      expiresAt: iso(now + 3_600),
      roles: ['Results.Read'],
      authenticationContexts: ['c1'],
      key: firstKey.published,
    });
  });

  test('can be checked again with the key that is given, when no key is published any more', async () => {
    const token = await idToken();

    const { key } = await verifier().verify(token);

    authority.keys = [];
    const { payload } = await compactVerify(token, await importJWK(key, 'RS256'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ nonce: ofIdToken.nonce });
  });

  test('that has expired since is told of, and no fault', async () => {
    const token = await idToken({ iat: now - 90_000, nbf: now - 90_000, exp: now - 86_400 });

    expect(await verifier().verify(token)).toMatchObject({ expiresAt: iso(now - 86_400) });
  });

  test('has the roles that it names, known or not, and none where it names none', async () => {
    const roles = ['Remediation.Approve', 'Everything.Write'];

    expect(await verifier().verify(await idToken({ roles }))).toMatchObject({ roles });
    expect(await verifier().verify(await idToken({ roles: undefined }))).toMatchObject({ roles: [] });
  });

  test('may name one authentication context without a list', async () => {
    expect(await verifier().verify(await idToken({ acrs: 'c7' }))).toMatchObject({
      authenticationContexts: ['c7'],
    });
  });

  test('of a new key is verified as soon as that is published', async () => {
    const under = verifier();
    await under.verify(await idToken());
    vi.setSystemTime(Date.now() + 31_000);
    authority.keys = [secondKey, firstKey];

    expect(await under.verify(await idToken({}, secondKey))).toMatchObject({ key: secondKey.published });
  });
});

const foreignTenant = '99999999-0000-4000-8000-000000000001';
const host = () => authority.authorityHost;

describe('a token is refused', () => {
  test.each([
    [
      'of another tenant',
      () => ({ iss: `${host()}/${foreignTenant}/v2.0`, tid: foreignTenant }),
      'claim iss',
    ],
    ['whose issuer is ours and whose tenant is not', () => ({ tid: foreignTenant }), 'claim tid'],
    ['of version 1.0', () => ({ iss: `https://sts.windows.net/${authority.tenantId}/`, ver: '1.0' }), 'iss'],
    ['that calls itself version 1.0', () => ({ ver: '1.0' }), 'no ID token of a person'],
    ['for another client', () => ({ aud: '00000003-0000-0000-c000-000000000000' }), 'claim aud'],
    ['for an address of this API', () => ({ aud: `api://${authority.clientId}` }), 'claim aud'],
    ['without a nonce', () => ({ nonce: undefined }), 'claim nonce'],
    ['with an empty nonce', () => ({ nonce: '' }), 'no ID token of a person'],
    ['with a nonce that is no text', () => ({ nonce: ['sha256:0'] }), 'no ID token of a person'],
    ['without an object id', () => ({ oid: undefined }), 'claim oid'],
    ['with a malformed object id', () => ({ oid: "' or 1 eq 1" }), 'no ID token of a person'],
    ['without a subject', () => ({ sub: undefined }), 'claim sub'],
    ['that does not say when it was issued', () => ({ iat: undefined }), 'claim iat'],
    ['that never expires', () => ({ exp: undefined }), 'claim exp'],
    ['that had expired when it was issued', () => ({ exp: now - 3_600 }), 'claim exp'],
    ['that was not valid yet when it was issued', () => ({ nbf: now + 3_600 }), 'claim nbf'],
    ['with roles that are no list', () => ({ roles: 'Remediation.Approve' }), 'no ID token of a person'],
    ['that is a person’s access token', () => ({ scp: 'access_as_user' }), 'no ID token of a person'],
    ['that says how its client proved itself', () => ({ azpacr: '1' }), 'no ID token of a person'],
    ['of an application', () => ({ ...ofApplication, idtyp: 'app' }), 'no ID token of a person'],
    [
      'of an application that hides it',
      () => ({ sub: '20000000-0000-4000-8000-000000000001' }),
      'no ID token of a person',
    ],
  ])('%s', async (_, claims, message) => {
    const verifying = verifier().verify(await idToken(claims()));

    await expect(verifying).rejects.toThrow(UnauthenticatedError);
    await expect(verifying).rejects.toThrow(message);
  });

  test.each([
    ['that is not signed', (token: string) => forged(token, { header: { alg: 'none' }, signature: '' })],
    ['whose nonce was changed', (token: string) => forged(token, { claims: { nonce: 'sha256:other' } })],
    ['whose time was changed', (token: string) => forged(token, { claims: { iat: now } })],
    ['whose signature was changed', (token: string) => forged(token, { signature: 'A'.repeat(342) })],
    ['that names another algorithm', (token: string) => forged(token, { header: { alg: 'PS256' } })],
    ['that brings its own key', (token: string) => forged(token, { header: { jwk: secondKey.published } })],
    ['that names no key', (token: string) => forged(token, { header: { kid: undefined } })],
    ['that names another key', (token: string) => forged(token, { header: { kid: 'other' } })],
    ['that is encrypted', () => 'a.b.c.d.e'],
    ['that is no token', () => 'garbage'],
    ['that is much too long', () => 'x'.repeat(1_000_000)],
    ['whose parts are no JSON', () => 'AAAA.BBBB.CCCC'],
    ['that is empty', () => ''],
  ])('%s', async (_, forge) => {
    await expect(verifier().verify(forge(await idToken()))).rejects.toThrow(UnauthenticatedError);
  });

  test('of a key that somebody else made under a published name', async () => {
    const impostor = { ...secondKey, published: { ...secondKey.published, kid: firstKey.published.kid } };

    await expect(verifier().verify(await idToken({}, impostor))).rejects.toThrow(UnauthenticatedError);
  });

  test('that the public key signs as if it were a shared secret', async () => {
    const unsigned = forged(await idToken(), { header: { alg: 'HS256' } })
      .split('.')
      .slice(0, 2);
    const signature = createHmac('sha256', firstKey.publicPem).update(unsigned.join('.')).digest('base64url');

    const verifying = verifier().verify([...unsigned, signature].join('.'));

    await expect(verifying).rejects.toThrow(UnauthenticatedError);
  });

  test('and never repeated in the message', async () => {
    const token = await idToken({ aud: foreignTenant, name: 'Ada the secret' });

    const refusal: unknown = await verifier()
      .verify(token)
      .catch((error: unknown) => error);

    expect(String(refusal)).not.toContain(token.slice(0, 20));
    expect(String(refusal)).not.toContain('secret');
  });
});

test('Where the keys cannot be read, nobody is refused', async () => {
  authority.trouble = { status: 500, body: '' };

  await expect(verifier().verify(await idToken())).rejects.toThrow(TransientError);
});
