import type { Intercept } from './watched-ports.ts';

/** How an invocation ended. */
export type Ending<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'died' };

/** A process that may die at any call of a port: then nothing of it runs on, and what it holds in memory is gone. */
export class MortalProcess {
  readonly #death = Promise.withResolvers<'died'>();
  #isDead = false;

  /** Never answers: whoever waits for it is as dead as the process. */
  die(): Promise<never> {
    this.#isDead = true;
    this.#death.resolve('died');
    return new Promise(() => {});
  }

  /** The same, but that the dead neither call nor hear. */
  mortal(intercept: Intercept): Intercept {
    return async (call, run) => {
      if (this.#isDead) return this.die();
      const answer = await intercept(call, run);
      return this.#isDead ? this.die() : answer;
    };
  }

  async run<Value>(work: () => Promise<Value>): Promise<Ending<Value>> {
    const ending = work().then(
      (value): Ending<Value> => ({ kind: 'done', value }),
      (error: unknown): Ending<Value> => ({ kind: 'threw', error }),
    );
    const first = await Promise.race([ending, this.#death.promise]);
    return first === 'died' ? { kind: 'died' } : first;
  }
}
