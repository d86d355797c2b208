/**
 * Prints shell commands that lead other programs to the storage of the running sandbox, by its key:
 * `eval "$(npm run --silent sandbox:storage)"`.
 */
import { parseArgs } from 'node:util';
import { readSandboxAddress } from './state-file.ts';

const usage = `eval "$(npm run --silent sandbox:storage)"
  --sandbox FILE   state file of the sandbox (default .gateproof/sandbox.json)
`;

process.exitCode = await main(process.argv.slice(2));

/** Exit status: 0 done, 2 the call is wrong or no sandbox runs. */
async function main(args: string[]): Promise<number> {
  const options = optionsIn(args);
  if (options instanceof TypeError) return refuse(`${options.message}\n${usage}`);
  const address = await readSandboxAddress(options.sandbox);
  if (address?.storageConnectionString === undefined) {
    return refuse('The sandbox is not running: run npm start first.\n');
  }
  // Storage speaks TLS with the sandbox's own certificate.
  process.stdout.write(
    `export AzureWebJobsStorage=${quoted(address.storageConnectionString)}\n` +
      `export NODE_EXTRA_CA_CERTS=${quoted(address.caPath)}\n`,
  );
  return 0;
}

function optionsIn(args: string[]): { readonly sandbox?: string } | TypeError {
  try {
    return parseArgs({ args, options: { sandbox: { type: 'string' } } }).values;
  } catch (error) {
    if (error instanceof TypeError) return error;
    throw error;
  }
}

function refuse(problem: string): number {
  process.stderr.write(problem);
  return 2;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
