import { NotFoundError } from '../core/errors.ts';
import type { TenantId } from './identifiers.ts';

/** Throws NotFoundError for a tenant that is not looked after. */
export function expectTenant(
  { tenantIds }: { readonly tenantIds: readonly TenantId[] },
  tenantId: TenantId,
): void {
  if (tenantIds.includes(tenantId)) return;
  throw new NotFoundError('This tenant is not one of those in TENANT_IDS.');
}
