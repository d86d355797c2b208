import { env } from 'node:process';

const isFull = env['GATEPROOF_FULL'] === '1';

/** The full run draws a new seed each time; the slice of the default run is always the same. */
export const seed = Number(env['GATEPROOF_SEED'] ?? (isFull ? Date.now() % 2 ** 31 : 20_261_122));

/** How many random tenants a property is tried on: the slice by default, all with `GATEPROOF_FULL=1`. */
export function runs(slice: number, full: number): { readonly seed: number; readonly numRuns: number } {
  return { seed, numRuns: isFull ? full : slice };
}

/** For the name of a test, so that a run can be repeated with `GATEPROOF_SEED`. */
export function title({ numRuns }: { readonly numRuns: number }): string {
  return `on ${numRuns} random tenants, seed ${seed}`;
}
