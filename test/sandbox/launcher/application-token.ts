import { z } from 'zod';
import type { EntraTenant } from '../entra-tenant/start-entra-tenant.ts';

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

/** A token is asked for anew when the one before is about to end. */
const earlierMilliseconds = 300_000;

/**
 * Gives access tokens for the API, issued to the sandbox's own application by client credentials. The process must
 * trust the sandbox's certificate.
 */
export function applicationToken({ loginUrl, tenantId, api }: EntraTenant): () => Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = api.scanClient;
  let held: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (held !== undefined && Date.now() < held.until) return held.token;
    const response = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id,
        client_secret,
        scope: `api://${api.clientId}/.default`,
      }),
    });
    const { access_token: token, expires_in: seconds } = tokenSchema.parse(await response.json());
    held = { token, until: Date.now() + seconds * 1_000 - earlierMilliseconds };
    return token;
  };
}
