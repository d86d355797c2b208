import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { exportJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { makeLoopbackCertificate } from '../../sandbox/entra-tenant/certificate.ts';

/** A key of the authority: what it publishes of it, and the pair. */
export interface AuthorityKey {
  readonly published: JWK & { readonly kid: string };
  readonly publicPem: string;
  readonly privateKey: ReturnType<typeof generateKeyPairSync>['privateKey'];
}

/** A sign-in service that only publishes keys, over HTTPS on loopback, and whose tokens hold whatever a test wants. */
export interface TestAuthority {
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** What is published; a test may change it. */
  keys: readonly AuthorityKey[];
  /** What it answers instead of the keys. */
  trouble: { readonly status: number; readonly body: string } | undefined;
  /** How often it was asked for keys. */
  readonly timesAsked: () => number;
  stop(): Promise<void>;
}

const tenantId = '7aac4e52-14eb-4d54-a43d-21ffaa7a60b8';
const clientId = '3b1f8a52-1d3e-4c0b-8f59-0c7a4f6b2d09';

/** From here on this process trusts its certificate. */
export async function startTestAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const certificate = await makeLoopbackCertificate(folder);
  const read = (path: string) => readFile(path, 'utf8');
  setDefaultCACertificates([...getCACertificates('default'), await read(certificate.caPath)]);
  let timesAsked = 0;
  const tls = { cert: await read(certificate.certPath), key: await read(certificate.keyPath) };
  const server = createServer(tls, (request, response) => {
    if (request.url !== `/${tenantId}/discovery/v2.0/keys`) {
      response.writeHead(404).end();
      return;
    }
    timesAsked += 1;
    const { status, body } = authority.trouble ?? {
      status: 200,
      body: JSON.stringify({ keys: authority.keys.map(({ published }) => published) }),
    };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const authority: TestAuthority = {
    authorityHost: `https://127.0.0.1:${port}`,
    tenantId,
    clientId,
    keys: [await newKey()],
    trouble: undefined,
    timesAsked: () => timesAsked,
    stop: async () => {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
  return authority;
}

export async function newKey(): Promise<AuthorityKey> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const published = { ...(await exportJWK(publicKey)), kid: randomUUID(), use: 'sig' };
  return { published, privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** Seconds since 1970 of the clock by which tokens are made, and of the validators under test; not that of this machine. */
export const now = Date.UTC(2031, 4, 6, 12) / 1_000;

type Claims = Readonly<Record<string, unknown>>;

/** The claims of Ada's access token, unless changed; a claim that is undefined is left out. */
function claimsOf(authority: TestAuthority, changed: Claims): JWTPayload {
  return {
    aud: authority.clientId,
    iss: `${authority.authorityHost}/${authority.tenantId}/v2.0`,
    iat: now - 60,
    nbf: now - 60,
    exp: now + 3_600,
    tid: authority.tenantId,
    oid: '20000000-0000-4000-8000-000000000001',
    sub: 'pairwise-subject',
    azp: authority.clientId,
    azpacr: '0',
    name: 'Ada',
    preferred_username: 'ada@example.com',
    scp: 'access_as_user',
    roles: ['Results.Read'],
    ver: '2.0',
    ...changed,
  };
}

/** As an application's token differs from a person's. */
export const ofApplication: Claims = {
  sub: '20000000-0000-4000-8000-000000000001',
  azp: '30000000-0000-4000-8000-000000000001',
  azpacr: '1',
  name: undefined,
  preferred_username: undefined,
  scp: undefined,
};

/** As a person's ID token differs from their access token. */
export const ofIdToken = {
  nonce: `sha256:${'5'.repeat(64)}`,
  azp: undefined,
  azpacr: undefined,
  scp: undefined,
};

export async function tokenOf(
  authority: TestAuthority,
  changed: Claims = {},
  key: AuthorityKey | undefined = authority.keys[0],
): Promise<string> {
  if (key === undefined) throw new Error('The authority has no key.');
  const header = { typ: 'JWT', alg: 'RS256', kid: key.published.kid };
  return new SignJWT(claimsOf(authority, changed)).setProtectedHeader(header).sign(key.privateKey);
}

/** The parts of a token put together anew, each changed as the test wants. */
export function forged(
  token: string,
  change: { readonly header?: object; readonly claims?: object; readonly signature?: string },
): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const encoded = (part: string, changed: object | undefined) => {
    if (changed === undefined) return part;
    const given: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return Buffer.from(JSON.stringify(Object.assign({}, given, changed))).toString('base64url');
  };
  return [encoded(header, change.header), encoded(claims, change.claims), change.signature ?? signature].join(
    '.',
  );
}
