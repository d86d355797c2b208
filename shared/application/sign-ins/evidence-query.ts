import type { UseKind } from '../../core/sign-ins/device-code-use.ts';

/** Days are YYYY-MM-DD in UTC, the last one included. Absent: the 30 days up to today. */
export interface PeriodQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Ids of what the sign-ins are to be of; absent: of anything. */
export interface UsesQuery extends PeriodQuery {
  readonly user?: string | undefined;
  readonly app?: string | undefined;
  readonly resource?: string | undefined;
  /** Narrows the list only: what is concluded, and the numbers of a day, are of every kind. */
  readonly kind?: UseKind | undefined;
}

export interface PolicyResultsQuery extends PeriodQuery {
  readonly user?: string | undefined;
  readonly app?: string | undefined;
  /** As Graph names it, e.g. `reportOnlyFailure`. */
  readonly result?: string | undefined;
}
