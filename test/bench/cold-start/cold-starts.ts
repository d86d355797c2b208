import { median } from '../median.ts';
import { atMost, type Figure, type Section } from '../section.ts';
import { type ColdStart, coldStartMilliseconds } from './cold-start.ts';
import { prepareApps } from './prepare-apps.ts';

/**
 * Compares cold starts: from the start of the process to the first answer out of Azurite, of the app's `results`
 * and of an app whose one function reads one row of the same table. Same host, same identity, taken in turns.
 */
export function coldStarts(runs: number): Section {
  return {
    name: 'cold-start',
    title: `Cold start, median of ${runs} runs in turns, from process start to the first answer:`,
    measure: async (step) => {
      await using resources = new AsyncDisposableStack();
      const { results, pointRead, empty } = await prepareApps(resources, step);
      const times = new Map<ColdStart, number[]>([results, pointRead, empty].map((app) => [app, []]));

      // The first start of each warms the file system's cache and counts for nothing.
      await step('Warming up', async () => {
        for (const app of times.keys()) await coldStartMilliseconds(app);
      });
      for (let run = 1; run <= runs; run += 1) {
        // The other way round each time, so that what one leaves behind harms all alike.
        const turns = run % 2 === 0 ? [...times] : [...times].reverse();
        await step(`Run ${run} of ${runs}`, async () => {
          for (const [app, milliseconds] of turns) milliseconds.push(await coldStartMilliseconds(app));
        });
      }
      const ratio = median(times.get(results) ?? []) / median(times.get(pointRead) ?? []);
      return [
        ...times.entries().map(figureOf),
        { what: 'results / raw point read', value: ratio.toFixed(2), goal: atMost(1.3, ratio) },
      ];
    },
  };
}

function figureOf([{ name }, times]: [ColdStart, readonly number[]]): Figure {
  const [middle, least, most] = [median(times), Math.min(...times), Math.max(...times)].map((value) =>
    value.toFixed(0),
  );
  return { what: `${name} (${least} to ${most} ms)`, value: `${middle} ms` };
}
