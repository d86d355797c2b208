/** Thrown by the search where no step is left; whoever asks a question answers it with `exhausted`. */
export class Exhausted extends Error {
  override readonly name = 'Exhausted';
}

/** How many steps may still be taken, by one question or by all that are asked in turn. */
export class Budget {
  #left: number;
  readonly #whole: Budget | undefined;

  constructor(steps: number, whole?: Budget) {
    this.#left = steps;
    this.#whole = whole;
  }

  /** A part of what is left, half of it at most, so that one hard question leaves something for those after it. */
  portion(most = Number.POSITIVE_INFINITY): Budget {
    return new Budget(Math.min(most, Math.floor(this.#left / 2)), this);
  }

  /** Takes steps; throws `Exhausted` where more are taken than are left. */
  spend(steps: number): void {
    this.#left -= steps;
    this.#whole?.spend(steps);
    if (this.#left < 0) throw new Exhausted();
  }
}
