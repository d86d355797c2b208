/**
 * Prints an access token of somebody of the sandbox who holds roles of the API, signed in by authorization code with
 * PKCE against the running sandbox: `curl -H "authorization: Bearer $(npm run --silent sandbox:token -- ...)"`. Or an ID
 * token with a nonce, which signs an approval: `GATEPROOF_ID_TOKEN=$(npm run --silent sandbox:token -- ... --nonce ...)`.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SignInRefused, signInByCode } from './code-sign-in.ts';
import { readSandboxAddress } from './state-file.ts';
import { trustCertificate } from './trust-certificate.ts';

const usage = `npm run --silent sandbox:token -- --persona NAME [options]
  --persona NAME   reader, requester, approver, second-approver or auditor
  --nonce HASH     an ID token with this nonce, in place of the access token
  --sandbox FILE   state file of the sandbox (default .gateproof/sandbox.json)
`;
const notRunning = 'The sandbox is not running: run npm start first.';
const personasSchema = z.array(z.object({ name: z.string(), userPrincipalName: z.string() }));

/** One clear line for whoever called. */
class Problem extends Error {}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Problem || error instanceof SignInRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  return error instanceof Problem ? 2 : 1;
});

/** Exit status: 0 a token, 1 refused, 2 the call is wrong or no sandbox runs. */
async function main(args: string[]): Promise<number> {
  const { persona, nonce, sandbox } = parse(args);
  const address = await readSandboxAddress(sandbox);
  if (address === undefined) throw new Problem(notRunning);
  await trustCertificate(address.caPath).catch(notAnswering);
  const response = await fetch(`${address.graphUrl}/sandbox/personas`, {
    headers: { 'x-sandbox-key': address.adminKey },
  }).catch(notAnswering);
  if (!response.ok) throw new Problem(notRunning);
  const personas = personasSchema.parse(await response.json());
  const found = personas.find(({ name }) => name === persona);
  if (found === undefined) {
    throw new Problem(`--persona must be one of ${personas.map(({ name }) => name).join(', ')}.`);
  }
  const { userPrincipalName } = found;
  const signIn = { clientId: address.apiClientId, userPrincipalName, ...(nonce !== undefined && { nonce }) };
  const { accessToken, idToken } = await signInByCode(address, signIn);
  process.stdout.write(`${nonce === undefined ? accessToken : idToken}\n`);
  return 0;
}

function notAnswering(cause: unknown): never {
  throw new Problem(notRunning, { cause });
}

function parse(args: string[]) {
  const { persona, nonce, sandbox } = optionsOf(args);
  if (persona === undefined) throw new Problem(`Say who signs in, with --persona NAME.\n${usage}`);
  return { persona, nonce, sandbox };
}

function optionsOf(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args, options: { persona: text, nonce: text, sandbox: text } }).values;
  } catch (cause) {
    throw new Problem(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause });
  }
}
