import type { ExceptionStep } from '../../core/exceptions/exception-history.ts';
import type { Proposed, RegisteredException } from '../../core/exceptions/registered-exception.ts';
import type { ExceptionSummary } from '../exceptions/exception-summary.ts';
import type { ExceptionId, TenantId } from '../identifiers.ts';
import type { Page, PageRequest } from './result-store.ts';

/** Keeps every exception and every step of its life. Nothing is ever removed. */
export interface ExceptionRegister {
  /** False where the id is taken; then nothing was written. */
  create(entry: RegisteredException<Proposed>): Promise<boolean>;
  find(tenantId: TenantId, id: ExceptionId): Promise<KeptException | undefined>;
  /**
   * Writes all changes, each with its step in the history, or none. False where one of them is no longer as it was
   * found. All must be of one tenant.
   */
  change(changes: readonly ExceptionChange[]): Promise<boolean>;
  /** The latest proposals first. Throws InputError on a continuation that it did not give out. */
  list(tenantId: TenantId, filter: ExceptionFilter, page: PageRequest): Promise<Page<ExceptionSummary>>;
  /** Those that have not ended, and those that expired with that day (`YYYY-MM-DD`) as their last or a later one. */
  openOrExpiredSince(tenantId: TenantId, day: string): Promise<readonly KeptException[]>;
  /** From the proposal on; empty for one that is not kept. */
  history(tenantId: TenantId, id: ExceptionId): Promise<readonly ExceptionStep[]>;
}

/** An exception as it was found: `version` tells whether it has changed since. */
export interface KeptException {
  readonly entry: RegisteredException;
  readonly version: string;
}

export interface ExceptionChange {
  readonly found: KeptException;
  readonly changed: RegisteredException;
}

export interface ExceptionFilter {
  /** Absent: every state. */
  readonly status?: RegisteredException['state']['status'] | undefined;
  /** `YYYY-MM-DD`: what should have ended before it counts as ended. */
  readonly today: string;
}
