import {
  type EvidenceDay,
  type MissingEvidence,
  wouldStop,
} from '../../../core/remediation/measure/evidence.ts';
import {
  addPolicyResult,
  type DeviceCodeUse,
  type PolicyResult,
  sorted,
} from '../../../core/sign-ins/sign-in-counts.ts';
import type { TenantId } from '../../identifiers.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CollectedSlice, SignInEvidenceStore } from '../../ports/sign-in-evidence-store.ts';
import { settleInBatches } from '../../settle-in-batches.ts';
import { type Coverage, coverageOf } from '../../sign-ins/coverage.ts';
import { dayOf, endOfSlice, periodOfDays, type SlicePlan } from '../../sign-ins/slices.ts';

export interface ObservedEvidenceDependencies {
  readonly signInEvidenceStore: Pick<SignInEvidenceStore, 'slices' | 'collection' | 'uses' | 'policyResults'>;
  /** How sign-ins are collected. */
  readonly plan: SlicePlan;
  readonly clock: Clock;
}

export interface ObservedEvidence {
  readonly days: readonly EvidenceDay[];
  readonly missing: readonly MissingEvidence[];
}

/** What the sign-in log told of these policies (ids in lower case) since that time, day by day, and what is missing of it. */
export async function observedEvidence(
  { signInEvidenceStore: store, plan, clock }: ObservedEvidenceDependencies,
  tenantId: TenantId,
  policyIds: readonly string[],
  since: string,
): Promise<ObservedEvidence> {
  const now = clock();
  const period = { from: periodOfDays(since.slice(0, 10), since.slice(0, 10)).from, to: endOfSlice(now) };
  const always = { from: new Date(0).toISOString(), to: now.toISOString() };
  const [all, collection] = await Promise.all([store.slices(tenantId, always), store.collection(tenantId)]);
  const slices = all.filter(({ from }) => from >= period.from && from < period.to);
  const days: EvidenceDay[] = [];
  // One day after the other: every sign-in of a large tenant has a result.
  for (const [day, ofDay] of Map.groupBy(slices, dayOf)) {
    days.push(await evidenceOfDay(store, tenantId, policyIds, day, ofDay));
  }
  const coverage = coverageOf(period, all, collection, now, plan);
  return { days, missing: [...missingIn(coverage), ...withoutPolicies(slices)] };
}

async function evidenceOfDay(
  store: ObservedEvidenceDependencies['signInEvidenceStore'],
  tenantId: TenantId,
  policyIds: readonly string[],
  day: string,
  slices: readonly CollectedSlice[],
): Promise<EvidenceDay> {
  const uses = (await settleInBatches(slices, (slice) => store.uses(tenantId, slice))).flat();
  const users = new Set(uses.map(({ userId }) => userId));
  const results = new Map<string, PolicyResult>();
  await settleInBatches(slices, async (slice) => {
    for (const result of await store.policyResults(tenantId, slice)) {
      if (policyIds.includes(result.policyId)) addPolicyResult(results, told(result, users));
    }
  });
  return { day, policyResults: sorted(results), uses };
}

/** Whose name matters: those whom the policy stops, and those who use what it closes. Of all others only the number does. */
function told(result: PolicyResult, users: ReadonlySet<DeviceCodeUse['userId']>): PolicyResult {
  const isNamed = wouldStop(result.result) || result.result === 'failure' || users.has(result.userId);
  return isNamed ? result : { ...result, ...nobody };
}

const nobody = { userId: '', userPrincipalName: '', appId: '', appDisplayName: '' };

function missingIn({ missing, provisional, latenessHours, stopped }: Coverage): readonly MissingEvidence[] {
  const growing =
    `The log may still show more of these times: they count once they are ${latenessHours} hours old and were read ` +
    `again.${stopped === null ? '' : ` ${stopped.why}`}`;
  return [
    ...missing.map(({ from, to, why }) => ({ from, to, why })),
    ...provisional.map(({ from, to }) => ({ from, to, why: growing })),
  ];
}

/** Where no sign-in shows which policies applied, that is kept from the app. */
function withoutPolicies(slices: readonly CollectedSlice[]): readonly MissingEvidence[] {
  return slices
    .filter((slice) => slice.signIns > 0 && slice.withoutPolicies === slice.signIns)
    .map(({ from, to }) => ({ from, to, why: policiesNotShown }));
}

const policiesNotShown =
  'The sign-ins did not show which policies applied: grant the application permission Policy.Read.All.';
