import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { RequestPacer } from '../pacing/request-pacer.ts';
import { requestOf } from './request-of.ts';

/** Holds each attempt, retries included, until its family has a free slot. */
export class PacingMiddleware implements Middleware {
  readonly #pacer: RequestPacer;
  #next: Middleware | undefined;

  constructor(pacer: RequestPacer) {
    this.#pacer = pacer;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    await this.#pacer.waitForSlot(requestOf(context).url);
    await this.#next?.execute(context);
  }
}
