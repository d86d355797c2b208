import { setImmediate as whenIdle } from 'node:timers/promises';

/** Time that passes only by sleeping: as soon as nothing else is going on, the earliest sleeper is woken. */
export class VirtualTime {
  #now: number;
  readonly #sleepers: { readonly wakeAt: number; readonly wake: () => void }[] = [];
  readonly slept: number[] = [];

  constructor(start = '2026-11-22T10:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  readonly clock = (): Date => new Date(this.#now);

  readonly sleep = async (milliseconds: number): Promise<void> => {
    this.slept.push(milliseconds);
    const woken = new Promise<void>((wake) => {
      this.#sleepers.push({ wakeAt: this.#now + milliseconds, wake });
    });
    void this.#wakeNextWhenIdle();
    await woken;
  };

  async #wakeNextWhenIdle(): Promise<void> {
    await whenIdle();
    this.#sleepers.sort((a, b) => b.wakeAt - a.wakeAt);
    const next = this.#sleepers.pop();
    if (next !== undefined) {
      this.#now = Math.max(this.#now, next.wakeAt);
      next.wake();
    }
  }
}
