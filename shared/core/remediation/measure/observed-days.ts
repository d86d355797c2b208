import { dayNumber, dayText } from '../../calendar.ts';
import type { DeviceCodeUse } from '../../sign-ins/sign-in-counts.ts';
import type { ObservedDay } from '../course/impact.ts';
import { counted, type PartyCounts } from './counts-by-party.ts';
import { type EvidenceDay, isReportOnlyResult } from './evidence.ts';

/** Every day from the one time to the other, both included: `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): readonly string[] {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dayText(first + index));
}

/** `parties` and `uses`: what counts of the day. */
export function observedDay(
  evidence: EvidenceDay,
  policyIds: readonly string[],
  parties: readonly PartyCounts[],
  uses: readonly DeviceCodeUse[],
): ObservedDay {
  return {
    day: evidence.day,
    hasData: policyIds.length > 0 && policyIds.every((id) => isSeen(id, evidence)),
    wouldBlock: parties.reduce((sum, { wouldBlock }) => sum + wouldBlock, 0),
    notApplied: parties.reduce((sum, { notApplied }) => sum + notApplied, 0),
    direct: counted(uses.filter(({ kind }) => kind === 'direct')),
    tracked: counted(uses.filter(({ kind }) => kind === 'tracked')),
  };
}

/** Some sign-in of the day carries a report-only result of the policy, be it that it did not apply. */
export function isSeen(policyId: string, { policyResults }: Pick<EvidenceDay, 'policyResults'>): boolean {
  return policyResults.some((one) => one.policyId === policyId && isReportOnlyResult(one.result));
}
