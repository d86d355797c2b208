const firstCeilingMs = 2_000;
const highestCeilingMs = 60_000;

/** Doubles with every attempt up to a minute; the upper half is left to chance, so that callers spread out. */
export function exponentialBackoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(highestCeilingMs, firstCeilingMs * 2 ** (attempt - 1));
  return ceiling / 2 + (random * ceiling) / 2;
}
