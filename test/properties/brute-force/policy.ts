import type { Grant } from './grants.ts';
import type { UsersCondition } from './users-condition.ts';

/** A policy as it was read. */
export type Policy = UnknownPolicy | UnderstoodPolicy;

/** It may block any sign-in, or none. */
interface UnknownPolicy {
  readonly kind: 'unknown';
  readonly name: string;
}

/** A condition that holds an unknown member: it may match anything. */
export type NotUnderstood = 'notUnderstood';

export interface UnderstoodPolicy {
  readonly kind: 'understood';
  readonly name: string;
  /** False: disabled, report-only, without a state, or for workload identities. What it names is named all the same. */
  readonly protects: boolean;
  /** What has to hold besides, and nobody knows whether it does. */
  readonly provisos: readonly string[];
  readonly users: UsersCondition | NotUnderstood;
  readonly applications: ApplicationsCondition | NotUnderstood;
  /** In lower case; empty: any. The same holds for all lists of values below. */
  readonly transferMethods: readonly string[];
  readonly clientAppTypes: readonly string[];
  readonly signInRiskLevels: readonly string[];
  readonly userRiskLevels: readonly string[];
  readonly insiderRiskLevels: readonly string[];
  readonly platforms: IncludeExclude | NotUnderstood;
  readonly locations: IncludeExclude | NotUnderstood;
  readonly deviceFilter: Filter | null | NotUnderstood;
  readonly grant: Grant;
}

export interface IncludeExclude {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface Filter {
  readonly mode: 'include' | 'exclude';
  readonly rule: string;
}

export interface ApplicationsCondition extends IncludeExclude {
  readonly filter: Filter | null;
}
