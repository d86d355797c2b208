import { deliverOnce } from './course.ts';
import type { Message } from './queues.ts';
import type { World } from './world.ts';

/** Ways in which a queue may deliver that promises neither an order nor to deliver once only. */

/** Each message twice in a row. */
export async function deliverTwice(world: World, message: Message): Promise<void> {
  await world.run(message);
  await deliverOnce(world, message);
}

/** After each message, all that came before it once more, the oldest first or last. What that puts is delivered once. */
export class DeliverAllAgain {
  readonly #past: Message[] = [];
  readonly #putByRepetition = new Set<string>();
  readonly #order: 'oldestFirst' | 'newestFirst';

  constructor(order: 'oldestFirst' | 'newestFirst') {
    this.#order = order;
  }

  readonly deliver = async (world: World, message: Message): Promise<void> => {
    await deliverOnce(world, message);
    if (this.#putByRepetition.has(message.id)) return;
    const before = new Set(world.estate.queues.waiting);
    const again = this.#order === 'oldestFirst' ? this.#past : this.#past.toReversed();
    for (const past of again) await world.run(past);
    for (const one of world.estate.queues.waiting) if (!before.has(one)) this.#putByRepetition.add(one.id);
    this.#past.push({ ...message });
  };
}

const postponedMilliseconds = 600_000;
const mostPostponements = 12;

/** The message that comes as the number `held` waits until the other one was delivered, or for two hours. */
export class DeliverInOtherOrder {
  /** In the order of their first delivery. */
  readonly ids: string[] = [];
  readonly #held: string | undefined;
  readonly #until: string | undefined;
  #delivered = new Set<string>();
  #postponements = 0;

  constructor(held?: string, until?: string) {
    this.#held = held;
    this.#until = until;
  }

  readonly deliver = async (world: World, message: Message): Promise<void> => {
    const isHeld = message.id === this.#held && !this.#delivered.has(this.#until ?? '');
    if (isHeld && this.#postponements < mostPostponements) {
      this.#postponements += 1;
      message.attempt -= 1;
      message.visibleAt = world.estate.clock().getTime() + postponedMilliseconds;
      world.estate.queues.waiting.push(message);
      return;
    }
    if (!this.#delivered.has(message.id)) this.ids.push(message.id);
    this.#delivered.add(message.id);
    await deliverOnce(world, message);
  };
}
