import { NotFoundError } from '../../core/errors.ts';
import type { UseKind } from '../../core/sign-ins/device-code-use.ts';
import {
  type DeviceCodeUse,
  keyOfPolicyResult,
  keyOfUse,
  mergeCounts,
  type PolicyResult,
} from '../../core/sign-ins/sign-in-counts.ts';
import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { PageRequest } from '../ports/result-store.ts';
import type { CollectedSlice, SignInEvidenceStore } from '../ports/sign-in-evidence-store.ts';
import { settleInBatches } from '../settle-in-batches.ts';
import { conclusionOf } from './conclusion.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { DayOfSignIns, PolicyResultsAnswer, UsesAnswer } from './evidence-answers.ts';
import { periodOf } from './evidence-period.ts';
import type { PolicyResultsQuery, UsesQuery } from './evidence-query.ts';
import { pageOfList } from './page-of-list.ts';
import { dayOf, type Slice, type SlicePlan } from './slices.ts';

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
      const wanted = await read(slices, async (slice) =>
        (await store.uses(tenantId, slice)).filter((use) => isAskedFor(use, query)),
      );
      const uses = mergeCounts(wanted.map(({ found }) => countsWith({ uses: found }))).uses;
      const items = uses.filter(({ kind }) => (query.kind ?? kind) === kind);
      return {
        tenantId,
        conclusion: conclusionOf(uses, coverage, query),
        days: byDay(wanted).map(({ found, ...day }) => ({ ...day, ...usesByKind(found) })),
        ...pageOfList(items, keyOfUse, page),
        coverage,
      };
    },

    async policyResults(tenantId, policyId, query, page) {
      const { slices, coverage } = await readCoverage(dependencies, tenantId, query);
      const wanted = await read(slices, async (slice) =>
        (await store.policyResults(tenantId, slice)).filter((one) => one.policyId === policyId),
      );
      const all = wanted.flatMap(({ found }) => found);
      const asked = all.filter((one) => isResultAskedFor(one, query));
      const results = mergeCounts([countsWith({ policyResults: asked })]).policyResults;
      const { items, ...rest } = pageOfList(results, keyOfPolicyResult, page);
      return {
        tenantId,
        policyId,
        policyDisplayName: all.at(-1)?.policyDisplayName ?? null,
        days: byDay(wanted).map(({ found, ...day }) => ({
          ...day,
          hasData: found.length > 0,
          results: countsByResult(found.filter((one) => isResultAskedFor(one, query))),
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
  if (!tenantIds.includes(tenantId)) {
    throw new NotFoundError('This tenant is not one of those in TENANT_IDS.');
  }
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

interface FoundInSlice<Found> {
  readonly slice: CollectedSlice;
  readonly found: readonly Found[];
}

function read<Found>(
  slices: readonly CollectedSlice[],
  find: (slice: Slice) => Promise<readonly Found[]>,
): Promise<FoundInSlice<Found>[]> {
  return settleInBatches(slices, async (slice) => ({ slice, found: await find(slice) }));
}

function byDay<Found>(
  slices: readonly FoundInSlice<Found>[],
): (DayOfSignIns & { readonly found: readonly Found[] })[] {
  const days = Map.groupBy(slices, ({ slice }) => dayOf(slice));
  return [...days].map(([day, ofDay]) => ({
    day,
    signIns: ofDay.reduce((sum, { slice }) => sum + slice.signIns, 0),
    found: ofDay.flatMap(({ found }) => found),
  }));
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

function countsWith(part: {
  readonly uses?: readonly DeviceCodeUse[];
  readonly policyResults?: readonly PolicyResult[];
}) {
  return { signIns: 0, withoutPolicies: 0, uses: [], policyResults: [], ...part };
}

function usesByKind(uses: readonly DeviceCodeUse[]): Readonly<Record<UseKind, number>> {
  const of = (wanted: UseKind) =>
    uses.filter(({ kind }) => kind === wanted).reduce((sum, { count }) => sum + count, 0);
  return { direct: of('direct'), tracked: of('tracked'), blocked: of('blocked') };
}

function countsByResult(results: readonly PolicyResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { result, count } of results) counts[result] = (counts[result] ?? 0) + count;
  return counts;
}
