import type { UseKind } from '../../core/sign-ins/device-code-use.ts';
import type { DeviceCodeUse, PolicyResult } from '../../core/sign-ins/sign-in-counts.ts';
import type { CollectedSlice } from '../ports/sign-in-evidence-store.ts';
import type { DayOfSignIns } from './evidence-answers.ts';
import { dayOf } from './slices.ts';

/** Slices and what was found in each, by the day that they lie in. */
export function byDay<Read extends { readonly slice: CollectedSlice }>(
  slices: readonly Read[],
): (DayOfSignIns & { readonly of: readonly Read[] })[] {
  const days = Map.groupBy(slices, ({ slice }) => dayOf(slice));
  return [...days].map(([day, of]) => ({
    day,
    signIns: of.reduce((sum, { slice }) => sum + slice.signIns, 0),
    of,
  }));
}

export function usesByKind(uses: readonly DeviceCodeUse[]): Readonly<Record<UseKind, number>> {
  const of = (wanted: UseKind) =>
    uses.filter(({ kind }) => kind === wanted).reduce((sum, { count }) => sum + count, 0);
  return { direct: of('direct'), tracked: of('tracked'), blocked: of('blocked') };
}

export function usesOfDay(slices: readonly { readonly uses: Readonly<Record<UseKind, number>> }[]) {
  const of = (kind: UseKind) => slices.reduce((sum, { uses }) => sum + uses[kind], 0);
  return { direct: of('direct'), tracked: of('tracked'), blocked: of('blocked') };
}

type CountsByResult = ReadonlyMap<string, number>;

export function countsByResult(results: readonly PolicyResult[]): CountsByResult {
  const counts = new Map<string, number>();
  for (const { result, count } of results) counts.set(result, (counts.get(result) ?? 0) + count);
  return counts;
}

export function resultsOfDay(
  slices: readonly { readonly results: CountsByResult }[],
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const [result, count] of slices.flatMap(({ results }) => [...results])) {
    counts.set(result, (counts.get(result) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}
