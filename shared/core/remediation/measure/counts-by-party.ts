import type { PolicyResult } from '../../sign-ins/sign-in-counts.ts';
import { isReportOnlyResult, wouldStop } from './evidence.ts';

/** What the observed policies did to the sign-ins of one user by one app on one day. */
export interface PartyCounts
  extends Pick<PolicyResult, 'userId' | 'userPrincipalName' | 'appId' | 'appDisplayName'> {
  /** Sign-ins that some policy would have stopped, and those that none applied to. */
  readonly wouldBlock: number;
  readonly notApplied: number;
  /** Sign-ins that carry a result of every policy. */
  readonly carried: number;
}

/**
 * Results are counted policy by policy, and one sign-in carries one of each: of several policies the most that one of
 * them would have stopped are as many at least, and the fewest that one did not apply to as many at most.
 */
export function countsByParty(
  results: readonly PolicyResult[],
  policyIds: readonly string[],
): readonly PartyCounts[] {
  const observed = results.filter(
    ({ policyId, result }) => policyIds.includes(policyId) && isReportOnlyResult(result),
  );
  const byParty = Map.groupBy(observed, ({ userId, appId }) => JSON.stringify([userId, appId]));
  return [...byParty.values()].flatMap((own) => {
    const last = own.at(-1);
    if (last === undefined) return [];
    const ofEach = (isMeant: (result: string) => boolean) =>
      policyIds.map((id) =>
        counted(own.filter(({ policyId, result }) => policyId === id && isMeant(result))),
      );
    const { userId, userPrincipalName, appId, appDisplayName } = last;
    return {
      userId,
      userPrincipalName,
      appId,
      appDisplayName,
      wouldBlock: Math.max(...ofEach(wouldStop)),
      notApplied: Math.min(...ofEach((result) => result === 'reportOnlyNotApplied')),
      carried: Math.min(...ofEach(() => true)),
    };
  });
}

export function counted(some: readonly { readonly count: number }[]): number {
  return some.reduce((sum, { count }) => sum + count, 0);
}
