/** Digits in groups of three, as people read them. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** Milliseconds, or seconds where there are many. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
