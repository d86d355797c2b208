/**
 * Tells, while it happens on this machine, how a gap is closed and kept closed: the made-up company, real storage, both
 * apps, and a few weeks in a minute.
 *
 * Exit status: 0 all went as it is told, 1 something did not, 2 the call is wrong, 128 + signal interrupted before.
 */
import process from 'node:process';
import { onEnd } from '../sandbox/launcher/on-end.ts';
import { painterFor } from '../sandbox/launcher/paint.ts';
import { Progress } from '../sandbox/launcher/progress.ts';
import { UsageProblem } from '../sandbox/launcher/start-problem.ts';
import { type DemoArguments, readArguments, usage } from './arguments.ts';
import { pageNarrator } from './page-narrator.ts';
import { PeopleAtTheTerminal } from './people-at-the-terminal.ts';
import { asTheStoryHasIt } from './story/deciders.ts';
import { setScene } from './story/scene.ts';
import { playStory } from './story/story.ts';

const banner =
  'Gateproof sandbox: this company, its people and their sign-ins are made up, and days pass in a second. Nothing leaves this machine.';
/** Of a pipe, and of a pseudo-terminal that was not told its size and so says 0. */
const usualColumns = 110;
/** As a shell shows Ctrl-C. */
const interruptedStatus = 130;
const endWithinMilliseconds = 10_000;

const { stdin, stdout, stderr, env } = process;
const progress = new Progress(stderr, painterFor(stderr, env));
const resources = new AsyncDisposableStack();
let ending: Promise<never> | undefined;

onEnd((status) => void end(status));
await main().catch(fail);

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options.help) stdout.write(usage);
  else await run(options);
  await end(0);
}

async function run({ interactive, verbose }: DemoArguments): Promise<void> {
  const begun = performance.now();
  const page = {
    paint: painterFor(stdout, env),
    width: stdout.columns || usualColumns,
    write: (text: string) => stdout.write(text),
  };
  stdout.write(`${page.paint('bold', banner)}\n`);
  const log = (app: string, level: string, line: string) => {
    if (verbose) progress.line(`${app} ${level} ${line}`);
  };
  const scene = await progress.step('Starting storage, the company and both apps', () =>
    setScene(resources, { log }),
  );
  const narrator = pageNarrator(page, progress, scene.apps.time);
  const people = interactive
    ? new PeopleAtTheTerminal(scene, {
        input: stdin,
        output: stdout,
        interrupted: () => void end(interruptedStatus),
      })
    : undefined;
  const story = await playStory({ scene, narrator, deciders: people ?? asTheStoryHasIt });
  people?.close();
  const seconds = Math.round((performance.now() - begun) / 1_000);
  const how = story === undefined ? 'It ends here: nothing was switched on.' : 'All of it went as told.';
  stdout.write(`\n${how} ${seconds} seconds.\n`);
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
  progress.line(error instanceof Error ? error.message : String(error));
  await end(error instanceof UsageProblem ? 2 : 1);
}
