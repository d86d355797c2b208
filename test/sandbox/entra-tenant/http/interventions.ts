import type { SandboxRequest } from './message.ts';

/** Something that happens in the tenant right before a request takes effect, or right after, before it is answered. */
export interface Intervention {
  /** The request's path starts with this. */
  readonly path: string;
  readonly method?: string;
  readonly when: 'before' | 'after';
  /** How many such requests it meets; default 1. */
  readonly times?: number;
  readonly run: () => void | Promise<void>;
}

/** The interventions that are still to come, for tests of races. In process only. */
export class Interventions {
  #orders: { readonly intervention: Intervention; readonly left: number }[] = [];

  add(intervention: Intervention): void {
    this.#orders.push({ intervention, left: intervention.times ?? 1 });
  }

  clear(): void {
    this.#orders = [];
  }

  /** All that this request meets, one after the other. Used up first, so that none meets a request of its own. */
  async run(when: Intervention['when'], { method, url }: SandboxRequest): Promise<void> {
    const met = this.#orders.filter(
      ({ intervention }) =>
        intervention.when === when &&
        url.pathname.startsWith(intervention.path) &&
        (intervention.method ?? method) === method,
    );
    this.#orders = this.#orders
      .map((order) => (met.includes(order) ? { ...order, left: order.left - 1 } : order))
      .filter(({ left }) => left > 0);
    for (const { intervention } of met) await intervention.run();
  }
}
