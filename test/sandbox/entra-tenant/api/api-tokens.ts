import type { JWTPayload } from 'jose';
import { guidOf } from '../company/deterministic.ts';
import type { User } from '../graph-types.ts';
import type { Application } from '../identities.ts';
import { lifetimeSeconds, type SigningKeys } from '../signing-keys.ts';
import type { IssuedToken } from '../tokens.ts';
import type { ApiRegistration } from './api-registration.ts';

/** What an ID token tells of a sign-in. */
export interface SignedIn {
  readonly clientId: string;
  readonly nonce: string | undefined;
  /** Authentication contexts that were asked for and are met. */
  readonly authenticationContexts: readonly string[];
  readonly authenticatedAt: Date;
  readonly issuedAt: Date;
}

/** Issues tokens of version 2.0: access tokens for the API, and ID tokens. */
export class ApiTokens {
  readonly #tenantId: string;
  readonly #api: ApiRegistration;
  readonly #keys: SigningKeys;

  constructor(tenantId: string, api: ApiRegistration, keys: SigningKeys) {
    this.#tenantId = tenantId;
    this.#api = api;
    this.#keys = keys;
  }

  /** `origin` is that of the sign-in service, as the client knows it. */
  forUser(origin: string, user: User, clientId: string): Promise<IssuedToken> {
    return this.#accessToken(origin, {
      ...namesOf(user, clientId),
      azp: clientId,
      azpacr: '0',
      scp: 'access_as_user',
      ...this.#rolesOf(user),
    });
  }

  forApplication(origin: string, application: Application): Promise<IssuedToken> {
    const { clientId, objectId } = application;
    const roles = this.#api.rolesOfApplication(application);
    return this.#accessToken(origin, {
      oid: objectId,
      sub: objectId,
      azp: clientId,
      azpacr: '1',
      idtyp: 'app',
      ...(roles.length > 0 && { roles: [...roles] }),
    });
  }

  /**
   * Says to a client who signed in; no API may take it for an access token, although it is signed with the same key.
   * Dated by the sandbox's clock, unlike access tokens, which clients hold against the clock of this machine.
   */
  async idToken(origin: string, user: User, signedIn: SignedIn): Promise<string> {
    const { clientId, nonce, authenticationContexts, authenticatedAt, issuedAt } = signedIn;
    const wantsTime = this.#api.optionalIdTokenClaims.includes('auth_time');
    const claims = {
      ...namesOf(user, clientId),
      ...(clientId === this.#api.clientId ? this.#rolesOf(user) : {}),
      ...(nonce !== undefined && { nonce }),
      ...(authenticationContexts.length > 0 && { acrs: [...authenticationContexts] }),
      ...(wantsTime && { auth_time: Math.floor(authenticatedAt.getTime() / 1_000) }),
    };
    return (await this.#sign(origin, clientId, claims, issuedAt)).token;
  }

  #rolesOf(user: User): { readonly roles?: string[] } {
    const roles = this.#api.rolesOfUser(user);
    return roles.length === 0 ? {} : { roles: [...roles] };
  }

  async #accessToken(origin: string, claims: JWTPayload): Promise<IssuedToken> {
    const { token, expiresOn } = await this.#sign(origin, this.#api.clientId, claims);
    return { accessToken: token, expiresInSeconds: lifetimeSeconds, expiresOn };
  }

  #sign(origin: string, aud: string, claims: JWTPayload, issuedAt?: Date) {
    const tid = this.#tenantId;
    return this.#keys.sign({ ...claims, aud, iss: `${origin}/${tid}/v2.0`, tid, ver: '2.0' }, issuedAt);
  }
}

/** `sub` is another one for each client. */
function namesOf({ id, displayName, userPrincipalName }: User, clientId: string) {
  const sub = guidOf(clientId, `subject/${id}`);
  return { oid: id, sub, name: displayName, preferred_username: userPrincipalName };
}
