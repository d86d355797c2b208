import { signInByCode } from '../sandbox/code-sign-in.ts';
import type { EntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';

/** An access token of somebody of the company who holds roles of the API, signed in with a browser. */
export async function accessTokenOf(tenant: EntraTenant, persona: string): Promise<string> {
  const { clientId, personas } = tenant.api;
  const found = personas.find(({ name }) => name === persona);
  if (found === undefined) throw new Error(`The company has no persona ${persona}.`);
  const { userPrincipalName } = found.user;
  return (await signInByCode(tenant, { clientId, userPrincipalName })).accessToken;
}
