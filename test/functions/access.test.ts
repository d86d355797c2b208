import { HttpRequest } from '@azure/functions';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '../../functions/http/operation.ts';
import { everyOperation } from '../../functions/http/routes.ts';
import { serving } from '../../functions/http/serving.ts';
import { EntraTokenValidator } from '../../shared/adapters/token-validation/entra-token-validator.ts';
import { appRoles } from '../../shared/application/app-roles.ts';
import type { App } from '../../shared/composition/app.ts';
import {
  forged,
  newKey,
  now,
  ofApplication,
  startTestAuthority,
  type TestAuthority,
  tokenOf,
} from '../adapters/token-validation/test-authority.ts';
import { tenantId } from '../application/examples.ts';
import { type Answer, answerOf } from './answers.ts';
import { appUnderTest } from './app-under-test.ts';

let authority: TestAuthority;
/** Tokens that open nothing, by what is wrong with them. */
let wrongTokens: ReadonlyMap<string, string>;
beforeAll(async () => {
  authority = await startTestAuthority();
  const roles = appRoles;
  const right = await tokenOf(authority, { roles });
  const foreign = '99999999-0000-4000-8000-000000000001';
  const foreignIssuer = `${authority.authorityHost}/${foreign}/v2.0`;
  wrongTokens = new Map([
    ['expired', await tokenOf(authority, { roles, exp: now - 3_600 })],
    ['of a foreign tenant', await tokenOf(authority, { roles, iss: foreignIssuer, tid: foreign })],
    ['for another audience', await tokenOf(authority, { roles, aud: foreign })],
    ['an ID token', await tokenOf(authority, { roles, scp: undefined, azp: undefined, azpacr: undefined })],
    ['of another key', await tokenOf(authority, { roles }, await newKey())],
    ['unsigned', forged(right, { header: { alg: 'none' }, signature: '' })],
    ['tampered', forged(await tokenOf(authority, { roles: [] }), { claims: { roles } })],
    ['garbage', 'garbage'],
  ]);
});
afterAll(() => authority.stop());

let app: App;
beforeEach(() => {
  const clock = () => new Date(now * 1_000);
  ({ app } = appUnderTest({ tokenValidator: new EntraTokenValidator({ ...authority, clock }) }));
});

const closed = everyOperation.filter(({ role }) => role !== 'none');
const open = everyOperation.filter(({ role }) => role === 'none');
const table = (operations: readonly Operation[]) =>
  operations.map((operation): [string, Operation] => [
    `${operation.method} /api/${operation.path}`,
    operation,
  ]);

/** The whole function that serves the operation, asked for something that fits its path. */
async function ask({ method, path }: Operation, headers: Headers | Record<string, string>, as = method) {
  const filled = path
    .replace('{tenantId}', tenantId(1))
    .replace('{control}', '2.2.3')
    .replaceAll(/\{\w+\}/g, '40000000-0000-4000-8000-000000000001');
  const request = new HttpRequest({
    method: as,
    url: `https://gateproof.example.com/api/${filled}`,
    headers: { ...Object.fromEntries(new Headers(headers)), 'content-type': 'application/json' },
    ...(as === 'POST' && { body: { string: '{}' } }),
  });
  return answerOf(serving(everyOperation)(app), request);
}

/** Neither refused without a look at who asks, nor for want of a role: what comes then, the use case says. */
function isOpen({ status, json }: Answer): boolean {
  return status !== 401 && !(status === 403 && JSON.stringify(json()).includes('needs the app role'));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(table(closed))('%s', (_, operation) => {
  test('is opened by its role alone', async () => {
    const opening: string[] = [];
    for (const role of appRoles) {
      const answer = await ask(operation, bearer(await tokenOf(authority, { roles: [role] })));
      if (isOpen(answer)) opening.push(role);
    }

    expect(opening).toEqual([operation.role]);
  });

  test('asks as much of an application', async () => {
    const opensFor = async (roles: readonly string[]) =>
      isOpen(await ask(operation, bearer(await tokenOf(authority, { ...ofApplication, roles }))));

    expect(await opensFor(appRoles.filter((role) => role !== operation.role))).toBe(false);
    expect(await opensFor([operation.role])).toBe(true);
  });

  test('says to whoever lacks the role which one it is', async () => {
    const { status, headers, json } = await ask(operation, bearer(await tokenOf(authority, { roles: [] })));

    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope", error_description="[^"\\]+"$/,
    );
    expect(json()).toMatchObject({ status: 403, detail: expect.stringContaining(operation.role) });
  });

  test('is closed without a token, and says no more than how to send one', async () => {
    const { status, headers, json } = await ask(operation, {});

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(json()).toMatchObject({ status: 401, detail: expect.stringContaining('Authorization: Bearer') });
  });

  test('is closed to every wrong token', async () => {
    for (const [what, token] of wrongTokens) {
      const { status, headers } = await ask(operation, bearer(token));

      expect({ what, status }).toEqual({ what, status: 401 });
      expect(headers.get('www-authenticate')).toMatch(
        /^Bearer error="invalid_token", error_description="[^"\\]+"$/,
      );
    }
  });

  test('is closed to headers that a client could have written', async () => {
    const written = writtenByClient(operation.role);

    expect((await ask(operation, written)).status).toBe(401);
    const without = await tokenOf(authority, { roles: appRoles.filter((role) => role !== operation.role) });
    expect((await ask(operation, { ...written, ...bearer(without) })).status).toBe(403);
  });
});

/** What the platform's own authentication would add, what a proxy would, and keys of the host. */
function writtenByClient(role: string): Record<string, string> {
  const principal = {
    auth_typ: 'aad',
    role_typ: 'roles',
    claims: [
      { typ: 'roles', val: role },
      { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: tenantId(1) },
    ],
  };
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-id': tenantId(1),
    'x-ms-client-principal-name': 'ada@example.com',
    'x-ms-client-principal-idp': 'aad',
    'x-ms-token-aad-access-token': 'token',
    'x-ms-token-aad-id-token': 'token',
    'x-functions-key': 'key',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'localhost',
    'x-forwarded-proto': 'https',
    'x-forwarded-authorization': 'Bearer token',
    'x-original-url': '/api/health',
    'x-http-method-override': 'GET',
    forwarded: 'for=127.0.0.1',
    cookie: 'AppServiceAuthSession=session',
  };
}

test.each(table(open))('%s is open to everybody, whatever they send', async (_, operation) => {
  for (const headers of [{}, bearer('garbage'), writtenByClient('Results.Read')]) {
    expect(isOpen(await ask(operation, headers))).toBe(true);
  }
});

describe('The Authorization header', () => {
  const listTenants = closed.find(({ operationId }) => operationId === 'listTenants');
  const asking = async (authorization: readonly string[]) => {
    if (listTenants === undefined) throw new Error('There is no such operation.');
    const headers = new Headers();
    for (const value of authorization) headers.append('authorization', value);
    return ask(listTenants, headers);
  };
  const right = () => tokenOf(authority, { roles: appRoles });

  test.each([
    ['in small letters', async () => [`bearer ${await right()}`]],
    ['with more spaces', async () => [`Bearer   ${await right()}`]],
  ])('may be written %s', async (_, authorization) => {
    expect((await asking(await authorization())).status).toBe(200);
  });

  test.each([
    ['another scheme', async () => ['Basic YWRhOnBhc3N3b3Jk'], 'Bearer'],
    ['a bare token', async () => [await right()], 'Bearer'],
    [
      'two tokens',
      async () => [`Bearer ${await right()}`, `Bearer ${await right()}`],
      'Bearer error="invalid_token"',
    ],
    ['a token and more', async () => [`Bearer ${await right()} more`], 'Bearer error="invalid_token"'],
    ['no token', async () => ['Bearer'], 'Bearer error="invalid_token"'],
    ['what is much too long', async () => [`Bearer ${'x'.repeat(60_000)}`], 'Bearer error="invalid_token"'],
    ['what is not ASCII', async () => ['Bearer tøken'], 'Bearer error="invalid_token"'],
  ])('is refused with %s', async (_, authorization, challenge) => {
    const { status, headers } = await asking(await authorization());

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(challenge);
  });
});

test('Where the keys of the tenant cannot be read, nobody is refused, and all are asked to come again', async () => {
  const clock = () => new Date(now * 1_000);
  const authorityHost = 'https://127.0.0.1:1';
  ({ app } = appUnderTest({
    tokenValidator: new EntraTokenValidator({ ...authority, authorityHost, clock }),
  }));
  const [operation] = closed;
  if (operation === undefined) throw new Error('No operation asks for a role.');

  const { status, headers } = await ask(operation, bearer(await tokenOf(authority)));

  expect(status).toBe(503);
  expect(headers.get('retry-after')).toMatch(/^\d+$/);
  expect(headers.get('www-authenticate')).toBeNull();
});
