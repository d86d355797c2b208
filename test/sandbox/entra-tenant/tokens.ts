import { randomUUID } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { User } from './graph-types.ts';
import type { AppIdentity } from './identities.ts';

const lifetimeSeconds = 3_600;
const algorithm = 'RS256';

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  /** Seconds since 1970. */
  readonly expiresOn: number;
}

/** Signs and verifies the tenant's tokens with one RSA key that lives as long as the sandbox. */
export interface TokenIssuer {
  readonly jwks: JSONWebKeySet;
  /** A token without a user, as managed identities and client credentials get it. */
  forApp(identity: AppIdentity, audience: string): Promise<IssuedToken>;
  /** A delegated token of a public client. */
  forUser(user: User, clientId: string, audience: string, scope: string): Promise<IssuedToken>;
  /** The claims of a token of this tenant for one of the audiences. Throws jose's errors. */
  verify(token: string, audience: readonly string[]): Promise<JWTPayload>;
}

/** Tokens are of version 1.0, the one that Microsoft Graph and Azure Storage ask for. */
export async function createTokenIssuer(tenantId: string): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const kid = randomUUID();
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const sign = async (audience: string, claims: JWTPayload): Promise<IssuedToken> => {
    const now = Math.floor(Date.now() / 1_000);
    const expiresOn = now + lifetimeSeconds;
    const accessToken = await new SignJWT({ ...claims, tid: tenantId, ver: '1.0', uti: randomUUID() })
      .setProtectedHeader({ typ: 'JWT', alg: algorithm, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      // Clocks differ: Entra dates its tokens a little back, too.
      .setNotBefore(now - 300)
      .setExpirationTime(expiresOn)
      .sign(privateKey);
    return { accessToken, expiresInSeconds: lifetimeSeconds, expiresOn };
  };
  return {
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: algorithm }] },
    forApp: ({ clientId, objectId, displayName, roles }, audience) =>
      sign(audience, {
        appid: clientId,
        app_displayname: displayName,
        idtyp: 'app',
        oid: objectId,
        sub: objectId,
        roles: [...roles],
      }),
    forUser: (user, clientId, audience, scope) =>
      sign(audience, {
        appid: clientId,
        idtyp: 'user',
        oid: user.id,
        sub: user.id,
        name: user.displayName,
        upn: user.userPrincipalName,
        unique_name: user.userPrincipalName,
        scp: scope,
      }),
    verify: async (token, audience) => {
      const options: JWTVerifyOptions = { issuer, audience: [...audience], algorithms: [algorithm] };
      return (await jwtVerify(token, publicKey, options)).payload;
    },
  };
}
