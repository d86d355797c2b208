import type { PolicyResult } from '../../sign-ins/sign-in-counts.ts';
import type { EvidenceDay } from './evidence.ts';

/**
 * Sign-ins that these policies refused, by AADSTS error, as far as the log names policy and error. One that several of
 * them refused counts once.
 */
export function refusedSignIns(
  days: readonly EvidenceDay[],
  policyIds: readonly string[],
): Readonly<Record<string, number>> {
  const refused = new Map<string, number>();
  for (const { policyResults } of days) {
    const failures = policyResults.filter(
      ({ policyId, result }) => result === 'failure' && policyIds.includes(policyId),
    );
    const byParty = Map.groupBy(failures, ({ userId, appId }) => JSON.stringify([userId, appId]));
    for (const own of byParty.values())
      for (const [error, count] of mostOfEach(own)) refused.set(error, (refused.get(error) ?? 0) + count);
  }
  return Object.fromEntries([...refused].toSorted(([one], [other]) => Number(one) - Number(other)));
}

function mostOfEach(results: readonly PolicyResult[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { errorCodes = {} } of results)
    for (const [error, count] of Object.entries(errorCodes))
      most.set(error, Math.max(most.get(error) ?? 0, count));
  return most;
}
