import { NotFoundError } from '../../core/errors.ts';
import type { ControlException } from '../../core/exceptions/exception.ts';
import type { ExceptionStep } from '../../core/exceptions/exception-history.ts';
import { asOf } from '../../core/exceptions/exception-life.ts';
import { isConfirmed, type RegisteredException } from '../../core/exceptions/registered-exception.ts';
import { expectTenant } from '../expect-tenant.ts';
import type { ExceptionId, TenantId } from '../identifiers.ts';
import type { ExceptionFilter } from '../ports/exception-register.ts';
import type { Page, PageRequest } from '../ports/result-store.ts';
import type { ExceptionDependencies } from './exception-dependencies.ts';
import type { ExceptionSummary } from './exception-summary.ts';

type Reading = Pick<ExceptionDependencies, 'tenantIds' | 'exceptionRegister' | 'clock'>;

/** As they are now, the latest proposals first. A page may hold fewer than asked for and still not be the last. */
export async function listExceptions(
  dependencies: Reading,
  tenantId: TenantId,
  status: ExceptionFilter['status'],
  page: PageRequest,
): Promise<Page<ExceptionSummary>> {
  expectTenant(dependencies, tenantId);
  const now = dependencies.clock().toISOString();
  const filter = { status, today: now.slice(0, 10) };
  const { items, ...rest } = await dependencies.exceptionRegister.list(tenantId, filter, page);
  return { ...rest, items: items.map((item) => asOf(item, now)) };
}

export async function getException(
  dependencies: Reading,
  tenantId: TenantId,
  id: ExceptionId,
): Promise<RegisteredException> {
  expectTenant(dependencies, tenantId);
  const found = await dependencies.exceptionRegister.find(tenantId, id);
  if (found === undefined) throw new NotFoundError('This tenant has no exception with this id.');
  return asOf(found.entry, dependencies.clock().toISOString());
}

export async function exceptionHistory(
  dependencies: Reading,
  tenantId: TenantId,
  id: ExceptionId,
): Promise<readonly ExceptionStep[]> {
  expectTenant(dependencies, tenantId);
  const steps = await dependencies.exceptionRegister.history(tenantId, id);
  if (steps.length === 0) throw new NotFoundError('This tenant has no exception with this id.');
  return steps;
}

/** The exceptions that hold now, in the form of an exceptions file. */
export async function exportExceptions(
  dependencies: Reading,
  tenantId: TenantId,
): Promise<readonly ControlException[]> {
  expectTenant(dependencies, tenantId);
  const now = dependencies.clock().toISOString();
  const kept = await dependencies.exceptionRegister.openOrExpiredSince(tenantId, now.slice(0, 10));
  return kept
    .map(({ entry }) => asOf(entry, now))
    .filter(isConfirmed)
    .map(({ exception }) => exception);
}
