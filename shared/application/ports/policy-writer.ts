import type { WirePolicy } from '../../core/remediation/plan.ts';
import type { TenantId } from '../identifiers.ts';

/** Reads and writes Conditional Access policies with the writer's identity. */
export interface PolicyWriter {
  /** Undefined where there is none (any more). Throws TransientError. */
  read(tenantId: TenantId, policyId: string): Promise<WirePolicy | undefined>;
  /** All whose name holds the text, whoever made them. Throws TransientError. */
  named(tenantId: TenantId, text: string): Promise<readonly WirePolicy[]>;
  /**
   * The policy as Graph answers it. Never sends twice: throws TransientError where it is not known whether the request
   * had its effect, ConflictError where Graph refuses it, with Graph's words.
   */
  create(tenantId: TenantId, body: Readonly<Record<string, unknown>>): Promise<WirePolicy>;
  /** The same for a change: sends the members of the body and no others. */
  change(tenantId: TenantId, policyId: string, body: Readonly<Record<string, unknown>>): Promise<void>;
}
