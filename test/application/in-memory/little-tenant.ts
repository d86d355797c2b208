import type { TenantReader } from '../../../shared/application/ports/tenant-reader.ts';
import type { WirePolicy } from '../../../shared/core/remediation/plan.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';

/** A tenant that can be read as scans do, and whose policies can be written. */
export class LittleTenant implements TenantReader {
  snapshot: TenantSnapshot;
  policies: readonly WirePolicy[];
  /** How many more readings of single policies, or of lists of them, show `shownMeanwhile`. */
  staleReadings = 0;
  #shownMeanwhile: readonly WirePolicy[] = [];

  constructor({
    policies,
    ...snapshot
  }: Omit<TenantSnapshot, 'policies'> & { policies: readonly WirePolicy[] }) {
    this.snapshot = { ...snapshot, policies: [] };
    this.policies = policies;
  }

  async read(): Promise<TenantSnapshot> {
    return { ...this.snapshot, policies: this.policies };
  }

  /** What a reader of policies sees now. */
  readable(): readonly WirePolicy[] {
    if (this.staleReadings === 0) return this.policies;
    this.staleReadings -= 1;
    return this.#shownMeanwhile;
  }

  /** From now on so many readings show the policies as they are now, whatever is written. */
  showLate(readings: number): void {
    this.staleReadings = readings;
    this.#shownMeanwhile = this.policies;
  }

  replace(policyId: string, changed: WirePolicy): void {
    this.policies = this.policies.map((policy) => (policy['id'] === policyId ? changed : policy));
  }
}
