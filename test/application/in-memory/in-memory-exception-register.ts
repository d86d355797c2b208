import {
  type ExceptionSummary,
  summarizeException,
} from '../../../shared/application/exceptions/exception-summary.ts';
import type { ExceptionId, TenantId } from '../../../shared/application/identifiers.ts';
import type {
  ExceptionChange,
  ExceptionFilter,
  ExceptionRegister,
  KeptException,
} from '../../../shared/application/ports/exception-register.ts';
import type { Page, PageRequest } from '../../../shared/application/ports/result-store.ts';
import { type ExceptionStep, lastStep } from '../../../shared/core/exceptions/exception-history.ts';
import { asOf } from '../../../shared/core/exceptions/exception-life.ts';
import type { Proposed, RegisteredException } from '../../../shared/core/exceptions/registered-exception.ts';
import { pageOf } from './page-of.ts';

/** Holds the contract of the exception register in plain maps. */
export class InMemoryExceptionRegister implements ExceptionRegister {
  readonly #kept = new Map<string, KeptException>();
  readonly #steps = new Map<string, readonly ExceptionStep[]>();

  async create(entry: RegisteredException<Proposed>): Promise<boolean> {
    const key = keyOf(entry.tenantId, entry.id);
    if (this.#kept.has(key)) return false;
    this.#write(entry);
    return true;
  }

  async find(tenantId: TenantId, id: ExceptionId): Promise<KeptException | undefined> {
    return this.#kept.get(keyOf(tenantId, id));
  }

  async change(changes: readonly ExceptionChange[]): Promise<boolean> {
    const areAsFound = changes.every(
      ({ found, changed }) => this.#kept.get(keyOf(changed.tenantId, changed.id))?.version === found.version,
    );
    if (areAsFound) for (const { changed } of changes) this.#write(changed);
    return areAsFound;
  }

  async list(
    tenantId: TenantId,
    { status, today }: ExceptionFilter,
    page: PageRequest,
  ): Promise<Page<ExceptionSummary>> {
    const items = this.#of(tenantId)
      .filter(({ entry }) => status === undefined || asOf(entry, today).state.status === status)
      .map(({ entry }) => summarizeException(entry))
      .toSorted((one, other) => order(other.proposed.at, one.proposed.at) || order(one.id, other.id));
    return pageOf('exceptions', items, page);
  }

  async openOrExpiredSince(tenantId: TenantId, day: string): Promise<readonly KeptException[]> {
    return this.#of(tenantId).filter(
      ({ entry: { state, exception } }) =>
        state.status !== 'ended' || (state.ending.kind === 'expired' && exception.expiresOn >= day),
    );
  }

  async history(tenantId: TenantId, id: ExceptionId): Promise<readonly ExceptionStep[]> {
    return this.#steps.get(keyOf(tenantId, id)) ?? [];
  }

  #of(tenantId: TenantId): readonly KeptException[] {
    return [...this.#kept.values()].filter(({ entry }) => entry.tenantId === tenantId);
  }

  #write(entry: RegisteredException): void {
    const key = keyOf(entry.tenantId, entry.id);
    const steps = [...(this.#steps.get(key) ?? []), lastStep(entry)];
    this.#steps.set(key, steps);
    this.#kept.set(key, { entry, version: String(steps.length) });
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId} ${id}`;
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
