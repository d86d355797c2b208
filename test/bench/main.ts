/**
 * Compares cold starts: from the start of the process to the first answer out of Azurite, of the app's `results`
 * and of an app whose one function reads one row of the same table. Same host, same identity, taken in turns.
 */
import { parseArgs } from 'node:util';
import { painterFor } from '../sandbox/launcher/paint.ts';
import { Progress } from '../sandbox/launcher/progress.ts';
import { type ColdStart, coldStartMilliseconds, median } from './cold-start.ts';
import { prepareApps } from './prepare-apps.ts';

const goal = 1.3;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '11' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number from 1.');

const progress = new Progress(process.stderr, painterFor(process.stderr, process.env));
await using resources = new AsyncDisposableStack();
const { results, pointRead, empty } = await prepareApps(resources, progress.step);
const times = new Map<ColdStart, number[]>([results, pointRead, empty].map((app) => [app, []]));

// The first start of each warms the file system's cache and counts for nothing.
await progress.step('Warming up', async () => {
  for (const app of times.keys()) await coldStartMilliseconds(app);
});
for (let run = 1; run <= runs; run += 1) {
  // The other way round each time, so that what one leaves behind harms all alike.
  const turns = run % 2 === 0 ? [...times] : [...times].reverse();
  await progress.step(`Run ${run} of ${runs}`, async () => {
    for (const [app, milliseconds] of turns) milliseconds.push(await coldStartMilliseconds(app));
  });
}

const ratio = medianOf(results) / medianOf(pointRead);
process.stdout.write(
  [
    `Cold start, median of ${runs} runs in turns, from process start to the first answer:`,
    ...times.keys().map(summary),
    `Cold start ratio: ${ratio.toFixed(2)} (goal: at most ${goal})`,
    '',
  ].join('\n'),
);

function medianOf(app: ColdStart): number {
  return median(times.get(app) ?? []);
}

function summary(app: ColdStart): string {
  const milliseconds = times.get(app) ?? [];
  const [middle, least, most] = [medianOf(app), Math.min(...milliseconds), Math.max(...milliseconds)].map(
    (value) => value.toFixed(0),
  );
  return `  ${app.name.padEnd(16)} ${middle} ms (${least} to ${most})`;
}
