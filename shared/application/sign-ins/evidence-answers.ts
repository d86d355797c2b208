import type { UseKind } from '../../core/sign-ins/device-code-use.ts';
import type { DeviceCodeUse, PolicyResult } from '../../core/sign-ins/sign-in-counts.ts';
import type { TenantId } from '../identifiers.ts';
import type { Page } from '../ports/result-store.ts';
import type { Conclusion } from './conclusion.ts';
import type { Coverage } from './coverage.ts';

export interface UsesAnswer extends Page<DeviceCodeUse> {
  readonly tenantId: TenantId;
  readonly conclusion: Conclusion;
  /** Of every day that something was read of; uses of every kind, not only this page's. */
  readonly days: readonly (Readonly<Record<UseKind, number>> & DayOfSignIns)[];
  readonly coverage: Coverage;
}

export interface PolicyResultsAnswer extends Page<Omit<PolicyResult, 'policyId' | 'policyDisplayName'>> {
  readonly tenantId: TenantId;
  readonly policyId: string;
  /** As the log last knew it; null: the log says nothing of this policy. */
  readonly policyDisplayName: string | null;
  readonly days: readonly PolicyDay[];
  readonly coverage: Coverage;
}

/** What the policy did on a day. Without any result of it, even `reportOnlyNotApplied`, the day says nothing of it. */
interface PolicyDay extends DayOfSignIns {
  readonly hasData: boolean;
  /** Sign-ins by result. */
  readonly results: Readonly<Record<string, number>>;
}

export interface DayOfSignIns {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  /** Sign-ins that were counted, whatever was asked for. */
  readonly signIns: number;
}
