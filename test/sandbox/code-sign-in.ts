import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EntraTenant } from './entra-tenant/start-entra-tenant.ts';

export interface CodeSignIn {
  /** The part of the client, by the id of its registration. */
  readonly clientId: string;
  readonly userPrincipalName: string;
  /** Default: the API of that very client, and an ID token. */
  readonly scope?: string;
  /** Comes back in the ID token. */
  readonly nonce?: string;
  /** More fields of the sign-in page, such as `ip_address`. */
  readonly browser?: Readonly<Record<string, string>>;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly idToken: string | undefined;
}

/** Refused by the sign-in service; the message is Entra's, with its AADSTS number. */
export class SignInRefused extends Error {}

const redirectUri = 'http://localhost:53682';
const errorSchema = z.object({ error_description: z.string() });
const tokensSchema = z.object({ access_token: z.string(), id_token: z.string().optional() });

/**
 * Signs a user of the sandbox in by authorization code with PKCE, playing both the client and the user's browser. The
 * process must trust the sandbox's certificate. Throws SignInRefused.
 */
export async function signInByCode(
  { loginUrl, tenantId }: Pick<EntraTenant, 'loginUrl' | 'tenantId'>,
  { clientId, userPrincipalName, scope = `openid ${clientId}/.default`, nonce, browser }: CodeSignIn,
): Promise<SignedIn> {
  const endpoint = `${loginUrl}/${tenantId}/oauth2/v2.0`;
  const codeVerifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const asked = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(nonce !== undefined && { nonce }),
  });
  const answered = await post(`${endpoint}/authorize?${asked}`, { username: userPrincipalName, ...browser });
  if (answered.status !== 302) throw await refusal(answered);
  const back = new URL(answered.headers.get('location') ?? '').searchParams;
  if (back.get('state') !== state) throw new SignInRefused('The answer is to another request.');
  const code = back.get('code');
  if (code === null) throw new SignInRefused(back.get('error_description') ?? 'There is no code.');
  const redeemed = await post(`${endpoint}/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: codeVerifier,
  });
  if (!redeemed.ok) throw await refusal(redeemed);
  const { access_token: accessToken, id_token: idToken } = tokensSchema.parse(await redeemed.json());
  return { accessToken, idToken };
}

function post(address: string, form: Record<string, string>): Promise<Response> {
  const headers = { accept: 'application/json' };
  return fetch(address, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) });
}

async function refusal(response: Response): Promise<SignInRefused> {
  return new SignInRefused(errorSchema.parse(await response.json()).error_description);
}
