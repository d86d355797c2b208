import type { GraphRuntime } from '../graph-runtime.ts';
import { nextSlot } from './next-slot.ts';
import { type RequestFamily, requestFamily, spacingMs } from './request-family.ts';

/** Keeps the requests to one tenant apart, those of several readings at the same time included. */
export class RequestPacer {
  readonly #runtime: Pick<GraphRuntime, 'clock' | 'sleep'>;
  readonly #slots = new Map<RequestFamily, number>();

  constructor(runtime: Pick<GraphRuntime, 'clock' | 'sleep'>) {
    this.#runtime = runtime;
  }

  /** Resolves when a request to this URL may start. The slot is taken at once, so callers queue up in order. */
  async waitForSlot(url: string): Promise<void> {
    const family = requestFamily(url);
    const now = this.#runtime.clock().getTime();
    const slot = nextSlot(this.#slots.get(family), now, spacingMs[family]);
    this.#slots.set(family, slot);
    if (slot > now) {
      await this.#runtime.sleep(slot - now);
    }
  }
}
