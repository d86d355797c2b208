import { z } from 'zod';

/** Something that goes wrong on purpose, `times` times, for requests whose path starts with `path`. */
export const faultSchema = z.strictObject({
  path: z.string().startsWith('/'),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  /** Only for requests whose query, decoded, holds this. */
  query: z.string().optional(),
  times: z.int().positive().default(1),
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('throttled'), retryAfterSeconds: z.int().nonnegative().optional() }),
    z.strictObject({ kind: z.literal('unavailable'), retryAfterSeconds: z.int().nonnegative().optional() }),
    z.strictObject({ kind: z.literal('badGateway') }),
    /** `afterEffect`: the request was too slow for the gateway, and has its effect all the same. */
    z.strictObject({ kind: z.literal('gatewayTimeout'), afterEffect: z.boolean().optional() }),
    z.strictObject({ kind: z.literal('badRequest') }),
    z.strictObject({ kind: z.literal('conflict') }),
    z.strictObject({ kind: z.literal('connectionReset') }),
    /** The request has its effect, and nobody hears of it. */
    z.strictObject({ kind: z.literal('lostResponse') }),
    z.strictObject({ kind: z.literal('truncatedBody') }),
    z.strictObject({ kind: z.literal('latency'), milliseconds: z.int().positive().max(60_000) }),
  ]),
});

export type FaultOrder = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>['fault'];

/** The faults that are still to come, first ordered, first served. */
export class Faults {
  #orders: z.output<typeof faultSchema>[] = [];

  add(order: FaultOrder): void {
    this.#orders.push(faultSchema.parse(order));
  }

  clear(): void {
    this.#orders = [];
  }

  /** The fault that this request meets, used up by one. */
  take(method: string, url: URL): Fault | undefined {
    const order = this.#orders.find(
      (candidate) =>
        url.pathname.startsWith(candidate.path) &&
        (candidate.method ?? method) === method &&
        queryOf(url).includes(candidate.query ?? ''),
    );
    if (order === undefined) return undefined;
    order.times -= 1;
    this.#orders = this.#orders.filter(({ times }) => times > 0);
    return order.fault;
  }
}

function queryOf({ searchParams }: URL): string {
  return [...searchParams].map(([name, value]) => `${name}=${value}`).join('&');
}
