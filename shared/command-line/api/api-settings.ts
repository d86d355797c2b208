import * as z from 'zod';
import { parseInput } from '../../application/input-problems.ts';

const missing = ({ input }: { readonly input?: unknown }) => (input === undefined ? 'is missing' : undefined);
const guid = (what: string) => z.guid({ error: (issue) => missing(issue) ?? `must be ${what} (a GUID)` });

const placeSchema = z.object({
  /** Where the API is, with the prefix of its routes: `https://gateproof.example.com/api`. */
  GATEPROOF_API_URL: z
    .url({ error: (issue) => missing(issue) ?? 'must be an address', abort: true })
    .refine(isPrivate, 'must start with https://, as it is sent an access token'),
});

const signInSchema = z.object({
  GATEPROOF_TENANT_ID: guid('the directory (tenant) id of the API’s app registration'),
  GATEPROOF_API_CLIENT_ID: guid('the client id of the API’s app registration'),
  GATEPROOF_AUTHORITY_HOST: z
    .url({ protocol: /^https$/, error: 'must be an https URL' })
    .default('https://login.microsoftonline.com'),
});

const withToken = placeSchema.extend({
  GATEPROOF_ACCESS_TOKEN: z
    .string()
    .trim()
    .regex(/^[\w.~+/-]+=*$/, 'must be an access token, without "Bearer"'),
});
const withSignIn = placeSchema.extend(signInSchema.shape);

/** Where the API is, and either an access token for it or where to sign in for one. */
export type ApiSettings = z.output<typeof withToken> | z.output<typeof withSignIn>;
export type SignInSettings = z.output<typeof signInSchema>;

/** Out of the environment. Throws InputError that names each wrong variable. */
export function readApiSettings(environment: Readonly<Record<string, string | undefined>>): ApiSettings {
  const given = givenIn(environment);
  return given['GATEPROOF_ACCESS_TOKEN'] === undefined
    ? parseInput(withSignIn, given)
    : parseInput(withToken, given);
}

/** Where people sign in for the API, whatever else is given. Throws InputError that names each wrong variable. */
export function readSignInSettings(
  environment: Readonly<Record<string, string | undefined>>,
): SignInSettings {
  return parseInput(signInSchema, givenIn(environment));
}

/** An empty variable counts as absent. */
function givenIn(environment: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

/** Over TLS, or within this machine. */
function isPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
