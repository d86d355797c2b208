/** The earliest time that a request may start; all times in milliseconds. */
export function nextSlot(previousSlot: number | undefined, now: number, spacing: number): number {
  return previousSlot === undefined ? now : Math.max(now, previousSlot + spacing);
}
