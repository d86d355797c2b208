import {
  addPolicyResult,
  addUse,
  type DeviceCodeUse,
  keyOfPolicyResult,
  keyOfUse,
  type PolicyResult,
  sorted,
} from '../../core/sign-ins/sign-in-counts.ts';
import { expectTenant } from '../expect-tenant.ts';
import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { PageRequest } from '../ports/result-store.ts';
import type { CollectedSlice, SignInEvidenceStore } from '../ports/sign-in-evidence-store.ts';
import { settleInBatches } from '../settle-in-batches.ts';
import { byDay, countsByResult, resultsOfDay, usesByKind, usesOfDay } from './by-day.ts';
import { conclusionOf } from './conclusion.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { PolicyResultsAnswer, UsesAnswer } from './evidence-answers.ts';
import { periodOf } from './evidence-period.ts';
import type { PolicyResultsQuery, UsesQuery } from './evidence-query.ts';
import { pageOfList } from './page-of-list.ts';
import type { SlicePlan } from './slices.ts';

export interface ReadSignInEvidenceDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly signInEvidenceStore: SignInEvidenceStore;
  readonly clock: Clock;
  readonly plan: SlicePlan;
}

/** What the sign-in log told, for whoever asks. Throws NotFoundError for a tenant that is not configured, InputError. */
export interface SignInEvidenceReader {
  uses(tenantId: TenantId, query: UsesQuery, page: PageRequest): Promise<UsesAnswer>;
  policyResults(
    tenantId: TenantId,
    policyId: string,
    query: PolicyResultsQuery,
    page: PageRequest,
  ): Promise<PolicyResultsAnswer>;
}

export function signInEvidenceReader(dependencies: ReadSignInEvidenceDependencies): SignInEvidenceReader {
  const { signInEvidenceStore: store } = dependencies;
  return {
    async uses(tenantId, query, page) {
      const { slices, coverage } = await readCoverage(dependencies, tenantId, query);
      const byParties = new Map<string, DeviceCodeUse>();
      const read = await settleInBatches(slices, async (slice) => {
        const asked = (await store.uses(tenantId, slice)).filter((use) => isAskedFor(use, query));
        for (const use of asked) addUse(byParties, use);
        return { slice, uses: usesByKind(asked) };
      });
      const uses = sorted(byParties);
      const items = uses.filter(({ kind }) => (query.kind ?? kind) === kind);
      return {
        tenantId,
        conclusion: conclusionOf(uses, coverage, query),
        days: byDay(read).map(({ of, ...day }) => ({ ...day, ...usesOfDay(of) })),
        ...pageOfList(items, keyOfUse, page),
        coverage,
      };
    },

    async policyResults(tenantId, policyId, query, page) {
      const { slices, coverage } = await readCoverage(dependencies, tenantId, query);
      // Added up while they are read: every sign-in of a large tenant has a result, and a year of them is never held.
      const results = new Map<string, PolicyResult>();
      const read = await settleInBatches(slices, async (slice) => {
        const ofPolicy = (await store.policyResults(tenantId, slice)).filter(
          (one) => one.policyId === policyId,
        );
        const asked = ofPolicy.filter((one) => isResultAskedFor(one, query));
        for (const one of asked) addPolicyResult(results, one);
        const policyDisplayName = ofPolicy.at(-1)?.policyDisplayName;
        return { slice, policyDisplayName, results: countsByResult(asked) };
      });
      const { items, ...rest } = pageOfList(sorted(results), keyOfPolicyResult, page);
      return {
        tenantId,
        policyId,
        policyDisplayName:
          read.findLast((one) => one.policyDisplayName !== undefined)?.policyDisplayName ?? null,
        days: byDay(read).map(({ of, ...day }) => ({
          ...day,
          hasData: of.some((one) => one.policyDisplayName !== undefined),
          results: resultsOfDay(of),
        })),
        items: items.map(({ policyId: _, policyDisplayName: __, ...item }) => item),
        ...rest,
        coverage,
      };
    },
  };
}

async function readCoverage(
  { tenantIds, signInEvidenceStore, clock, plan }: ReadSignInEvidenceDependencies,
  tenantId: TenantId,
  query: UsesQuery | PolicyResultsQuery,
): Promise<{ readonly slices: readonly CollectedSlice[]; readonly coverage: Coverage }> {
  expectTenant({ tenantIds }, tenantId);
  const now = clock();
  const period = periodOf(query, now);
  const always = { from: new Date(0).toISOString(), to: now.toISOString() };
  const [all, collection] = await Promise.all([
    signInEvidenceStore.slices(tenantId, always),
    signInEvidenceStore.collection(tenantId),
  ]);
  const slices = all.filter(({ from }) => from >= period.from && from < period.to);
  return { slices, coverage: coverageOf(period, all, collection, now, plan) };
}

/** Of whatever kind. */
function isAskedFor(use: DeviceCodeUse, { user, app, resource }: UsesQuery): boolean {
  return (
    (user ?? use.userId) === use.userId &&
    (app ?? use.appId) === use.appId &&
    (resource ?? use.resourceId) === use.resourceId
  );
}

function isResultAskedFor(one: PolicyResult, { user, app, result }: PolicyResultsQuery): boolean {
  return (
    (user ?? one.userId) === one.userId &&
    (app ?? one.appId) === one.appId &&
    (result ?? one.result) === one.result
  );
}
