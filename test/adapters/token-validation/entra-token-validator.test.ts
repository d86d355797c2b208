import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EntraTokenValidator } from '../../../shared/adapters/token-validation/entra-token-validator.ts';
import { TransientError, UnauthenticatedError } from '../../../shared/core/errors.ts';
import {
  type AuthorityKey,
  forged,
  newKey,
  now,
  ofApplication,
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

const seconds = (count: number) => vi.setSystemTime(Date.now() + count * 1_000);

function validator(): EntraTokenValidator {
  return new EntraTokenValidator({ ...authority, clock: () => new Date() });
}

describe('the caller', () => {
  test('is a person where the token was issued on behalf of one', async () => {
    expect(await validator().validate(await tokenOf(authority))).toEqual({
      kind: 'person',
      tenantId: authority.tenantId,
      objectId: '20000000-0000-4000-8000-000000000001',
      name: 'Ada',
      roles: ['Results.Read'],
    });
  });

  test.each([
    ['with the claim idtyp', { idtyp: 'app' }],
    ['without it', {}],
    ['that has a certificate', { azpacr: '2' }],
  ])('is an application that asks for itself, %s', async (_, claims) => {
    const token = await tokenOf(authority, { ...ofApplication, ...claims });

    expect(await validator().validate(token)).toMatchObject({
      kind: 'application',
      objectId: '20000000-0000-4000-8000-000000000001',
      name: '30000000-0000-4000-8000-000000000001',
    });
  });

  test('has the roles that this API knows, and no scope counts as one', async () => {
    const roles = ['Evidence.Read', 'Everything.Write', 'results.read'];
    const token = await tokenOf(authority, { roles, scp: 'Results.Read access_as_user' });

    expect(await validator().validate(token)).toMatchObject({ roles: ['Evidence.Read'] });
  });

  test('has no role where the token names none', async () => {
    expect(await validator().validate(await tokenOf(authority, { roles: undefined }))).toMatchObject({
      kind: 'person',
      roles: [],
    });
  });
});

const foreignTenant = '99999999-0000-4000-8000-000000000001';
const host = () => authority.authorityHost;

describe('a token is refused', () => {
  test.each([
    ['that has expired', () => ({ exp: now - 61 }), 'has expired'],
    ['that is not yet valid', () => ({ nbf: now + 61 }), 'claim nbf'],
    ['that never expires', () => ({ exp: undefined }), 'claim exp'],
    [
      'of another tenant',
      () => ({ iss: `${host()}/${foreignTenant}/v2.0`, tid: foreignTenant }),
      'claim iss',
    ],
    ['whose issuer is ours and whose tenant is not', () => ({ tid: foreignTenant }), 'claim tid'],
    ['of version 1.0', () => ({ iss: `https://sts.windows.net/${authority.tenantId}/`, ver: '1.0' }), 'iss'],
    ['that calls itself version 1.0', () => ({ ver: '1.0' }), 'no access token of version 2.0'],
    ['for another API', () => ({ aud: '00000003-0000-0000-c000-000000000000' }), 'claim aud'],
    ['for an address of this API', () => ({ aud: `api://${authority.clientId}` }), 'claim aud'],
    ['without an object id', () => ({ oid: undefined }), 'claim oid'],
    ['with a malformed object id', () => ({ oid: "' or 1 eq 1" }), 'no access token'],
    ['with roles that are no list', () => ({ roles: 'Results.Read' }), 'no access token'],
    [
      'that is an ID token',
      () => ({ azp: undefined, azpacr: undefined, scp: undefined, nonce: 'n' }),
      'no access',
    ],
    [
      'that is an ID token with the claims of a client',
      () => ({ scp: undefined, nonce: 'n' }),
      'no access token',
    ],
    ['that is both an application’s and a person’s', () => ({ idtyp: 'app' }), 'no access token'],
    [
      'of a person on whose behalf nobody asks',
      () => ({ ...ofApplication, idtyp: 'user' }),
      'no access token',
    ],
    ['of an application that is not its subject', () => ({ ...ofApplication, sub: 'pairwise' }), 'no access'],
    ['of an application that proved nothing', () => ({ ...ofApplication, azpacr: '0' }), 'no access token'],
  ])('%s', async (_, claims, message) => {
    const validating = validator().validate(await tokenOf(authority, claims()));

    await expect(validating).rejects.toThrow(UnauthenticatedError);
    await expect(validating).rejects.toThrow(message);
  });

  test.each([
    ['that is not signed', (token: string) => forged(token, { header: { alg: 'none' }, signature: '' })],
    ['whose claims were changed', (token: string) => forged(token, { claims: { roles: ['Evidence.Read'] } })],
    ['whose signature was changed', (token: string) => forged(token, { signature: 'A'.repeat(342) })],
    ['that names another algorithm', (token: string) => forged(token, { header: { alg: 'PS256' } })],
    ['that brings its own key', (token: string) => forged(token, { header: { jwk: secondKey.published } })],
    ['that is encrypted', () => 'a.b.c.d.e'],
    ['that is no token', () => 'garbage'],
    ['that is much too long', () => 'x'.repeat(1_000_000)],
    ['whose parts are no JSON', () => 'AAAA.BBBB.CCCC'],
    ['that is empty', () => ''],
  ])('%s', async (_, forge) => {
    const token = forge(await tokenOf(authority));

    await expect(validator().validate(token)).rejects.toThrow(UnauthenticatedError);
  });

  test('that the public key signs as if it were a shared secret', async () => {
    const unsigned = forged(await tokenOf(authority), { header: { alg: 'HS256' } })
      .split('.')
      .slice(0, 2);
    const signature = createHmac('sha256', firstKey.publicPem).update(unsigned.join('.')).digest('base64url');

    const validating = validator().validate([...unsigned, signature].join('.'));

    await expect(validating).rejects.toThrow(UnauthenticatedError);
  });

  test('and never repeated in the message', async () => {
    const token = await tokenOf(authority, { exp: now - 3_600, name: 'Ada the secret' });

    const refusal: unknown = await validator()
      .validate(token)
      .catch((error: unknown) => error);

    expect(String(refusal)).not.toContain(token.slice(0, 20));
    expect(String(refusal)).not.toContain('secret');
  });

  test.each([-59, 59])('not for clocks that differ by %i s', async (difference) => {
    const token = await tokenOf(authority, { nbf: now, exp: now });
    seconds(difference);

    expect(await validator().validate(token)).toMatchObject({ name: 'Ada' });
  });
});

describe('the keys', () => {
  test('are asked for once for many tokens', async () => {
    const under = validator();
    const before = authority.timesAsked();
    const token = await tokenOf(authority);

    await Promise.all([under.validate(token), under.validate(token)]);
    await under.validate(token);

    expect(authority.timesAsked() - before).toBe(1);
  });

  test('that are new count at once, and the older ones as long as they are published', async () => {
    const under = validator();
    const [older, newer] = [await tokenOf(authority), await tokenOf(authority, {}, secondKey)];
    await under.validate(older);
    seconds(31);
    authority.keys = [secondKey, firstKey];

    expect(await under.validate(newer)).toMatchObject({ name: 'Ada' });
    expect(await under.validate(older)).toMatchObject({ name: 'Ada' });
  });

  test('that are withdrawn count no longer once the list is ten minutes old', async () => {
    const under = validator();
    const token = await tokenOf(authority);
    await under.validate(token);
    authority.keys = [secondKey];

    seconds(599);
    expect(await under.validate(token)).toMatchObject({ name: 'Ada' });
    seconds(2);
    await expect(under.validate(token)).rejects.toThrow(UnauthenticatedError);
  });

  test('are asked for twice a minute at most, whatever keys strangers name', async () => {
    const under = validator();
    const foreign = await tokenOf(authority, {}, secondKey);
    await under.validate(await tokenOf(authority));
    const before = authority.timesAsked();

    for (let second = 0; second < 60; second += 1) {
      await expect(under.validate(foreign)).rejects.toThrow(UnauthenticatedError);
      seconds(1);
    }

    expect(authority.timesAsked() - before).toBeLessThanOrEqual(2);
  });

  test.each(['none', 'HS256', 'ES256'])('are not asked for because of a token with %s', async (alg) => {
    const before = authority.timesAsked();

    const token = forged(await tokenOf(authority), { header: { alg } });

    await expect(validator().validate(token)).rejects.toThrow(UnauthenticatedError);
    expect(authority.timesAsked()).toBe(before);
  });

  test.each([
    ['an error', { status: 500, body: '' }],
    ['a redirection', { status: 302, body: '' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no keys', { status: 200, body: '{"keys":"none"}' }],
  ])(
    'that come as %s are the fault of nobody who asks, and are not asked for without end',
    async (_, trouble) => {
      const under = validator();
      const token = await tokenOf(authority);
      const before = authority.timesAsked();
      authority.trouble = trouble;

      for (let time = 0; time < 5; time += 1) {
        await expect(under.validate(token)).rejects.toThrow(TransientError);
      }
      expect(authority.timesAsked() - before).toBe(1);

      authority.trouble = undefined;
      seconds(10);
      expect(await under.validate(token)).toMatchObject({ name: 'Ada' });
    },
  );

  test('that cannot be reached are the fault of nobody who asks', async () => {
    const under = new EntraTokenValidator({
      ...authority,
      authorityHost: 'https://127.0.0.1:1',
      clock: () => new Date(),
    });

    await expect(under.validate(await tokenOf(authority))).rejects.toThrow(TransientError);
  });

  test('that are known open although others cannot be read', async () => {
    const under = validator();
    const token = await tokenOf(authority);
    await under.validate(token);
    authority.trouble = { status: 503, body: '' };
    seconds(31);

    await expect(under.validate(await tokenOf(authority, {}, secondKey))).rejects.toThrow(TransientError);
    expect(await under.validate(token)).toMatchObject({ name: 'Ada' });
  });
});
