/** How often each status was answered. */
export class StatusCounts {
  readonly #counts = new Map<number, number>();

  add(status: number): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
  }

  statuses(): number[] {
    return [...this.#counts.keys()].toSorted((one, other) => one - other);
  }

  shareOfSuccess(): number {
    const all = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    const successes = [...this.#counts].filter(([status]) => status < 300);
    return successes.reduce((sum, [, count]) => sum + count, 0) / all;
  }

  /** To standard output. */
  report(): void {
    const parts = this.statuses().map((status) => `${status}: ${this.#counts.get(status)}`);
    process.stdout.write(`Answers by status: ${parts.join(', ')}\n`);
  }
}
