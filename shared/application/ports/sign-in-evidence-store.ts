import type { DeviceCodeUse, PolicyResult, SignInCounts } from '../../core/sign-ins/sign-in-counts.ts';
import type { TenantId } from '../identifiers.ts';
import type { Slice } from '../sign-ins/slices.ts';
import type { SignInSource } from './sign-in-reader.ts';

/** That a slice was read whole, and when. */
export interface CollectedSlice extends Slice {
  /** ISO 8601: before the first request of the reading. */
  readonly readAt: string;
  readonly source: SignInSource;
  readonly examined: number;
  readonly signIns: number;
  readonly withoutPolicies: number;
}

/** How the collection from a tenant stands. */
export interface Collection {
  /** ISO 8601: when it last ended well or was stopped; absent: never yet. */
  readonly collectedAt?: string | undefined;
  readonly source?: SignInSource | undefined;
  /** Why the last one went no further; absent: nothing stood in its way. */
  readonly stopped?: StoppedCollection | undefined;
}

export interface StoppedCollection {
  readonly reason: 'licence' | 'permission' | 'volumeLimit' | 'unavailable' | 'failed';
  /** What happened and what to do. */
  readonly why: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of `volumeLimit`: how many sign-ins a day were too many. */
  readonly volumeLimit?: number | undefined;
}

/** One who collects from a tenant: the id of the queue message, and until when it may be relied on (ISO 8601). */
export interface Collector {
  readonly messageId: string;
  readonly at: string;
  readonly until: string;
}

/**
 * Keeps, per tenant and slice of time, what the newest reading of the slice counted. A reading replaces the one
 * before it whole: that is why nothing is counted twice, however often and in whatever order slices are read.
 */
export interface SignInEvidenceStore {
  collection(tenantId: TenantId): Promise<Collection>;
  /** False where another message collects from the tenant now. The same one may begin again. */
  begin(tenantId: TenantId, collector: Collector): Promise<boolean>;
  /** Says how the collection stands, and lets others begin. */
  end(tenantId: TenantId, collection: Collection): Promise<void>;
  /** All or nothing. A reading that began before the one that is kept changes nothing. */
  saveSlice(
    tenantId: TenantId,
    slice: CollectedSlice,
    counts: Pick<SignInCounts, 'uses' | 'policyResults'>,
  ): Promise<void>;
  /** Those that begin in the period, by time. */
  slices(tenantId: TenantId, period: Slice): Promise<readonly CollectedSlice[]>;
  uses(tenantId: TenantId, slice: Slice): Promise<readonly DeviceCodeUse[]>;
  policyResults(tenantId: TenantId, slice: Slice): Promise<readonly PolicyResult[]>;
}
