/**
 * Runs the whole system on this machine: storage, a sandbox Entra tenant, and the compiled app in two function hosts.
 * Lets the timer function scan the tenant, prints the verdicts, and serves them until Ctrl-C.
 *
 * Exit status: 0 the result was shown, 1 something failed, 2 the call is wrong, 128 + signal interrupted before.
 */
import process from 'node:process';
import { readArguments, type StartArguments, usage } from './launcher/arguments.ts';
import { expectFreePorts } from './launcher/free-ports.ts';
import { hostLogOn } from './launcher/host-log.ts';
import { leaveSandboxAddress } from './launcher/leave-sandbox-address.ts';
import { nextSteps } from './launcher/next-steps.ts';
import { onEnd } from './launcher/on-end.ts';
import { painterFor } from './launcher/paint.ts';
import { Progress } from './launcher/progress.ts';
import { renderControls } from './launcher/render-controls.ts';
import { StartProblem, UsageProblem } from './launcher/start-problem.ts';
import { startSandbox } from './launcher/start-sandbox.ts';

const banner =
  'Gateproof sandbox: this tenant, its people and their sign-ins are made up. Nothing leaves this machine.';
/** Of a pipe, and of a pseudo-terminal that was not told its size and so says 0. */
const usualColumns = 110;
const endWithinMilliseconds = 10_000;

const { stdout, stderr, env } = process;
const progress = new Progress(stderr, painterFor(stderr, env));
const resources = new AsyncDisposableStack();
let resultShown = false;
let ending: Promise<never> | undefined;

onEnd((status) => void end(resultShown ? 0 : status));
await main().catch(fail);

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2), env);
  if (options.help) stdout.write(usage);
  else await run(options);
  await end(0);
}

/** Returns after the scan with `once`, else when a function host has ended, which is a problem. */
async function run({ ports, data, once, verbose, sandbox: sandboxFile }: StartArguments): Promise<void> {
  await expectFreePorts(ports);
  const log = hostLogOn((line) => progress.line(line), verbose);
  const sandbox = await startSandbox(resources, {
    ports,
    data,
    environment: env,
    step: progress.step,
    log,
    ...(verbose && { notified: (line) => progress.line(line) }),
  });
  await leaveSandboxAddress(resources, sandbox, sandboxFile);
  const { host, writer, client } = sandbox;
  const controls = await progress.step('Scanning the tenant', () => client.scan());

  const page = { paint: painterFor(stdout, env), width: stdout.columns || usualColumns };
  stdout.write(`\n${page.paint('bold', banner)}\n\n${renderControls(controls, page)}\n\n`);
  resultShown = true;
  if (once) return;

  stdout.write(`${nextSteps(sandbox, sandboxFile)}Ctrl-C ends everything.\n`);
  const status = await Promise.race([host.ended, writer.ended]);
  throw new StartProblem(`A function host ended by itself, with status ${status}: start again.`);
}

/** Ends all that was started, once; what is only just starting ends with this process. */
function end(status: number): Promise<never> {
  ending ??= (async () => {
    setTimeout(() => process.exit(status), endWithinMilliseconds).unref();
    progress.close();
    await resources.disposeAsync();
    process.exit(status);
  })();
  return ending;
}

async function fail(error: unknown): Promise<void> {
  // Whatever fails while everything ends fails because of it.
  if (ending !== undefined) return;
  if (error instanceof StartProblem) progress.line(error.message);
  else process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  await end(error instanceof UsageProblem ? 2 : 1);
}
