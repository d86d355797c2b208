import { z } from 'zod';
import type { ConditionalAccessPolicy } from '../policy-types.ts';

/** How long readers see the state before a change: for so many reads of the policy, or so long. */
export const readLagSchema = z.union([
  z.strictObject({ reads: z.int().positive() }),
  z.strictObject({ milliseconds: z.int().positive() }),
]);

export type ReadLag = z.output<typeof readLagSchema>;

/** What readers still see of a policy that has changed; undefined: nothing, as it is new. */
interface Stale {
  readonly shown: ConditionalAccessPolicy | undefined;
  readonly lasts: { readonly reads: number } | { readonly until: Date };
}

/** What Graph's readers see of the policies: real tenants show a change a while after it was made. */
export class PolicyReplica {
  readonly #clock: () => Date;
  readonly #stale = new Map<string, Stale>();
  #lag: ReadLag | undefined;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** For changes from now on; undefined: everything is shown at once. */
  setLag(lag: ReadLag | undefined): void {
    this.#lag = lag;
    if (lag === undefined) this.#stale.clear();
  }

  /** The policy was another one until now. */
  changed(policyId: string, before: ConditionalAccessPolicy | undefined): void {
    if (this.#lag === undefined) return;
    const known = this.#stale.get(policyId);
    const lasts =
      'reads' in this.#lag
        ? this.#lag
        : { until: new Date(this.#clock().getTime() + this.#lag.milliseconds) };
    this.#stale.set(policyId, { shown: known === undefined ? before : known.shown, lasts });
  }

  /** All policies, as a reader sees them now. */
  list(policies: readonly ConditionalAccessPolicy[]): ConditionalAccessPolicy[] {
    const current = new Map(policies.map((policy) => [policy.id, policy]));
    const ids = new Set([...current.keys(), ...this.#stale.keys()]);
    return [...ids].map((id) => this.one(id, current.get(id))).filter((policy) => policy !== undefined);
  }

  /** The policy of that id, as a reader sees it now. */
  one(id: string, current: ConditionalAccessPolicy | undefined): ConditionalAccessPolicy | undefined {
    const stale = this.#stale.get(id);
    if (stale === undefined) return current;
    const { shown, lasts } = stale;
    const isOver = 'reads' in lasts ? lasts.reads === 0 : this.#clock() >= lasts.until;
    if (isOver) {
      this.#stale.delete(id);
      return current;
    }
    if ('reads' in lasts) this.#stale.set(id, { shown, lasts: { reads: lasts.reads - 1 } });
    return shown;
  }
}
