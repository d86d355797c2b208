import { deviceCodeFlow } from '../../core/remediation/measure/instead.ts';
import type { RecentUses } from '../../core/remediation/measure/loses-access.ts';
import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignInEvidenceStore } from '../ports/sign-in-evidence-store.ts';
import { settleInBatches } from '../settle-in-batches.ts';
import { coverageOf } from '../sign-ins/coverage.ts';
import { periodOf } from '../sign-ins/evidence-period.ts';
import type { SlicePlan } from '../sign-ins/slices.ts';

export interface RecentUsesDependencies {
  readonly signInEvidenceStore: Pick<SignInEvidenceStore, 'slices' | 'collection' | 'uses'>;
  /** How sign-ins are collected. */
  readonly plan: SlicePlan;
  readonly clock: Clock;
}

/** Who used the device code flow in the last thirty days; for any other control the log is not read. */
export async function recentUses(
  { signInEvidenceStore: store, plan, clock }: RecentUsesDependencies,
  tenantId: TenantId,
  control: string,
): Promise<RecentUses> {
  if (control !== deviceCodeFlow) return { kind: 'unknown', why: 'The control is not about it.' };
  const now = clock();
  const period = periodOf({}, now);
  const always = { from: new Date(0).toISOString(), to: now.toISOString() };
  const [all, collection] = await Promise.all([store.slices(tenantId, always), store.collection(tenantId)]);
  const { complete, provisional, missing } = coverageOf(period, all, collection, now, plan);
  const [first] = [...complete, ...provisional].map(({ from }) => from).toSorted();
  if (first === undefined) return { kind: 'unknown', why: missing.at(-1)?.why ?? 'Nothing was read of it.' };
  const slices = all.filter(({ from }) => from >= first);
  const uses = await settleInBatches(slices, (slice) => store.uses(tenantId, slice));
  return { kind: 'read', since: first.slice(0, 10), uses: uses.flat() };
}
