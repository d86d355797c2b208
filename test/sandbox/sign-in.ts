/**
 * Tries the device code flow against the running sandbox, over the real protocol: asks for a code, enters it in
 * the user's browser, polls for the token. Prints the token's claims, or the error as Entra words it.
 */
import { parseArgs } from 'node:util';
import { DeviceCodeSignIn, SignInProblem } from './device-code-sign-in.ts';
import { readSandboxAddress } from './state-file.ts';

const usage = `npm run sandbox:sign-in -- --user NAME [options]
  --user NAME          user principal name, the part before its @, or object id
  --resource APP       graph (default), azure, device-registration, exchange, ... or an application id
  --platform NAME      android, iOS, windows, windowsPhone, macOS, linux, or none (default)
  --ip ADDRESS         address of the user's browser (default: one in no named location)
  --country CODE       its country, two letters, or unknown (default NO)
  --method NAME        how the user authenticates: fido2 (default), password, "password,softwareOath", ...
  --sandbox FILE       state file of the sandbox (default .gateproof/sandbox.json)
`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SignInProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 2;
});

/** Exit status: 0 a token, 1 refused, 2 the call is wrong or no sandbox runs. */
async function main(args: string[]): Promise<number> {
  const { user, resource, platform, ip, country, method, sandbox } = parse(args);
  const address = await readSandboxAddress(sandbox);
  if (address === undefined) throw new SignInProblem('The sandbox is not running: run npm start first.');
  const signIn = await DeviceCodeSignIn.connect(address);
  const name = await signIn.findUser(user);
  process.stderr.write(`Signing in ${name} with the device code flow ...\n`);
  const outcome = await signIn.run({ user: name, resource, platform, ip, country, method });
  if (outcome.kind === 'token') {
    process.stdout.write(`${JSON.stringify(outcome.claims, null, 2)}\n`);
    return 0;
  }
  process.stdout.write(`${outcome.description}\n`);
  return 1;
}

function parse(args: string[]) {
  const { values, problem } = parsed(args);
  if (problem !== undefined) throw new SignInProblem(`${problem}\n${usage}`);
  if (values.user === undefined) throw new SignInProblem(`Say who signs in, with --user NAME.\n${usage}`);
  return { ...values, user: values.user };
}

function parsed(args: string[]) {
  const options = {
    user: { type: 'string' },
    resource: { type: 'string', default: 'graph' },
    platform: { type: 'string', default: 'none' },
    ip: { type: 'string', default: '192.0.2.10' },
    country: { type: 'string', default: 'NO' },
    method: { type: 'string', default: 'fido2' },
    sandbox: { type: 'string' },
  } as const;
  try {
    return { values: parseArgs({ args, options }).values };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { values: parseArgs({ args: [], options }).values, problem };
  }
}
