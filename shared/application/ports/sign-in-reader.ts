import type { SignInCounts } from '../../core/sign-ins/sign-in-counts.ts';
import type { TenantId } from '../identifiers.ts';
import type { Slice } from '../sign-ins/slices.ts';

/** Where sign-ins are read from. */
export type SignInSource = 'microsoftGraph' | 'logAnalytics';

export interface SliceRequest extends Slice {
  readonly tenantId: TenantId;
  /** When to give up, so that the reading goes on in another invocation. */
  readonly deadline: Date;
  /** How many sign-ins of the log may be looked at; null: as many as there are. */
  readonly mostSignIns: number | null;
}

/** Counts the sign-ins of a slice of time, from a log that shows them late and forgets them after a while. */
export interface SignInReader {
  readonly source: SignInSource;
  /** All of the slice or nothing. Throws TransientError where the log does not answer, InputError for a wrong set-up. */
  read(request: SliceRequest): Promise<SliceReading>;
}

export type SliceReading =
  | {
      readonly kind: 'counted';
      readonly counts: SignInCounts;
      /** Sign-ins that were looked at, to find those that count. */
      readonly examined: number;
    }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'outOfTime' }
  | { readonly kind: 'refused'; readonly reason: 'licence' | 'permission' | 'failed'; readonly why: string };
