import type { Outcome } from '../../sandbox/device-code-sign-in.ts';
import type { User } from '../../sandbox/entra-tenant/graph-types.ts';
import { expectThat } from './as-told.ts';
import type { Scene } from './scene.ts';

export interface Token {
  readonly name: string;
  readonly audience: string;
  readonly refreshToken: string;
}

/** Somebody enters a code in a browser of their own, and signs in with a security key, for whoever asked for the code. */
export function enterCode({ deviceCode }: Scene, user: User, resource = 'graph'): Promise<Outcome> {
  return deviceCode.run({
    user: user.userPrincipalName,
    resource,
    platform: 'linux',
    ip: '192.0.2.10',
    country: 'NO',
    method: 'fido2',
  });
}

/** Throws StoryProblem where there is none. */
export async function tokenOf(outcome: Promise<Outcome>): Promise<Token> {
  const got = await outcome;
  expectThat(got.kind === 'token', `A token was to be had, and it says: ${descriptionOf(got)}`);
  const { aud, name } = got.claims;
  return { name: String(name), audience: String(aud), refreshToken: got.refreshToken };
}

/** The error of the sign-in service; throws StoryProblem where there is a token. */
export async function refusalOf(outcome: Promise<Outcome>, error: string): Promise<string> {
  const description = descriptionOf(await outcome);
  expectThat(description.startsWith(error), `${error} was to come, and it says: ${description}`);
  return description;
}

function descriptionOf(outcome: Outcome): string {
  return outcome.kind === 'token' ? 'a token was issued' : outcome.description;
}
