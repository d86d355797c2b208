import { setImmediate } from 'node:timers/promises';
import { median } from './median.ts';

/** When to stop: after that many rounds, or after the round in which the time is up. */
export interface Rounds {
  readonly most: number;
  readonly milliseconds: number;
}

/**
 * Median milliseconds of each work. They take turns, the other way round each time, so that what disturbs one
 * disturbs all alike; a first round warms up and counts for nothing, unless it alone takes all the time.
 */
export async function mediansInTurns<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  { most, milliseconds }: Rounds,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const started = performance.now();
  for (let round = 0; round <= most && (round === 0 || performance.now() - started < milliseconds); round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      // A breath between works, so that garbage of one is not counted to the next.
      await setImmediate();
      const start = performance.now();
      await works[name]();
      times.get(name)?.push(performance.now() - start);
    }
  }
  const medianOf = (name: Name) => {
    const [first = Number.NaN, ...warm] = times.get(name) ?? [];
    return warm.length === 0 ? first : median(warm);
  };
  return Object.fromEntries(names.map((name) => [name, medianOf(name)])) as Record<Name, number>;
}
