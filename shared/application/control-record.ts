import type { ControlResult } from '../core/controls/control-result.ts';
import type { ScanId, TenantId } from './identifiers.ts';

/** What a control was decided to be, in one scan. */
export interface ControlRecord {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly requestedAt: string;
  readonly result: ControlResult;
  /** Absent of scans before they were kept. */
  readonly users?: KeptGapUsers | undefined;
}

/** Names of the lists of users, in the order of the result's gaps; null where there is none: nobody is counted, or there was no room. */
export interface KeptGapUsers {
  readonly gaps: readonly (string | null)[];
  readonly excepted: readonly (string | null)[];
}

/** A control's result without its long parts: what lists and history show. */
export interface ControlSummary {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly requestedAt: string;
  readonly control: string;
  readonly id: string;
  readonly title: string;
  readonly verdict: ControlResult['verdict'];
  readonly benchmarkVerdict: ControlResult['verdict'];
  readonly usersInGap: number | null;
  /** The first reason, 1,000 characters at most. */
  readonly reason: string;
}

const longestReason = 1_000;

/** The short form of a control's result. */
export function summarize({ result, users: _, ...record }: ControlRecord): ControlSummary {
  return {
    ...record,
    control: result.control,
    id: result.id,
    title: result.title,
    verdict: result.verdict,
    benchmarkVerdict: result.benchmark.verdict,
    usersInGap: result.usersInGap,
    reason: (result.reasons[0] ?? '').slice(0, longestReason).toWellFormed(),
  };
}
