import type { TenantId } from '../identifiers.ts';

/** Who changed a policy, as the directory audit tells. */
export interface PolicyAudit {
  /** Changes of that policy since then (ISO 8601), newest first. Throws TransientError, and ForbiddenError without the permission. */
  changes(tenantId: TenantId, policyId: string, since: string): Promise<readonly PolicyAuditEntry[]>;
}

export interface PolicyAuditEntry {
  readonly at: string;
  readonly activity: string;
  readonly actor:
    | { readonly kind: 'person'; readonly objectId: string; readonly name: string }
    | { readonly kind: 'application'; readonly objectId: string; readonly name: string }
    | { readonly kind: 'unknown' };
}
