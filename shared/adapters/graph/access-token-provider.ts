import type { TokenCredential } from '@azure/identity';
import type { AuthenticationProvider } from '@microsoft/microsoft-graph-client';
import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import { InputError, TransientError } from '../../core/errors.ts';

const claimsSchema = z.looseObject({ tid: z.string().check(z.toLowerCase()) });

/** Asks the credential, which caches, for every request anew: a retry after a long wait carries a token that is valid. */
export class AccessTokenProvider implements AuthenticationProvider {
  readonly #credential: TokenCredential;
  readonly #scope: string;
  readonly #tenantId: TenantId;

  constructor(credential: TokenCredential, scope: string, tenantId: TenantId) {
    this.#credential = credential;
    this.#scope = scope;
    this.#tenantId = tenantId;
  }

  /** Throws TransientError where there is no token, InputError where it is one of another tenant. */
  async getAccessToken(): Promise<string> {
    const token = await this.#requestToken();
    const tenantOfToken = tenantIdIn(token);
    if (tenantOfToken !== undefined && tenantOfToken !== this.#tenantId) {
      const message = `The identity of the app belongs to tenant ${tenantOfToken}, so it cannot read ${this.#tenantId}.`;
      throw new InputError([{ member: 'tenantId', message }]);
    }
    return token;
  }

  async #requestToken(): Promise<string> {
    try {
      const token = await this.#credential.getToken(this.#scope, { tenantId: this.#tenantId });
      if (token !== null) {
        return token.token;
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TransientError(`${noToken}: ${reason}`, { cause });
    }
    throw new TransientError(noToken);
  }
}

const noToken = 'No access token for Microsoft Graph; check that the app has its managed identity';

/**
 * Guards against judging one tenant under the name of another. A token is opaque to a client, so one that cannot
 * be read is no error.
 */
function tenantIdIn(token: string): string | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claimsSchema.safeParse(JSON.parse(payload)).data?.tid;
  } catch {
    return undefined;
  }
}
