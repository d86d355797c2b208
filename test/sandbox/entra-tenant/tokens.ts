import type { JWTPayload } from 'jose';
import type { User } from './graph-types.ts';
import type { Application } from './identities.ts';
import { lifetimeSeconds, type SigningKeys } from './signing-keys.ts';

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  /** Seconds since 1970. */
  readonly expiresOn: number;
}

/** Issues and verifies tokens of version 1.0, the one that Microsoft Graph and Azure Storage ask for. */
export interface TokenIssuer {
  /** A token without a user, as managed identities and client credentials get it. */
  forApp(
    application: Application & { readonly roles?: readonly string[] },
    audience: string,
  ): Promise<IssuedToken>;
  /** A delegated token of a public client. */
  forUser(user: User, clientId: string, audience: string, scope: string): Promise<IssuedToken>;
  /** The claims of a token of this tenant for one of the audiences. Throws jose's errors. */
  verify(token: string, audience: readonly string[]): Promise<JWTPayload>;
}

export function createTokenIssuer(tenantId: string, keys: SigningKeys): TokenIssuer {
  const iss = `https://sts.windows.net/${tenantId}/`;
  const issue = async (audience: string, claims: JWTPayload): Promise<IssuedToken> => {
    const { token, expiresOn } = await keys.sign({
      ...claims,
      iss,
      aud: audience,
      tid: tenantId,
      ver: '1.0',
    });
    return { accessToken: token, expiresInSeconds: lifetimeSeconds, expiresOn };
  };
  return {
    forApp: ({ clientId, objectId, displayName, roles = [] }, audience) =>
      issue(audience, {
        appid: clientId,
        app_displayname: displayName,
        idtyp: 'app',
        oid: objectId,
        sub: objectId,
        roles: [...roles],
      }),
    forUser: (user, clientId, audience, scope) =>
      issue(audience, {
        appid: clientId,
        idtyp: 'user',
        oid: user.id,
        sub: user.id,
        name: user.displayName,
        upn: user.userPrincipalName,
        unique_name: user.userPrincipalName,
        scp: scope,
      }),
    verify: (token, audience) => keys.verify(token, { issuer: iss, audience: [...audience] }),
  };
}
