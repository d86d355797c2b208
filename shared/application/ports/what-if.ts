import type { WhatIfRequest } from '../../core/controls/control-result.ts';
import type { TenantId } from '../identifiers.ts';

/** Graph's own answer to which policies apply to a sign-in. */
export interface WhatIf {
  /** Throws TransientError, and ForbiddenError where the permission is missing. */
  evaluate(tenantId: TenantId, request: WhatIfRequest): Promise<readonly WhatIfResult[]>;
}

export interface WhatIfResult {
  readonly policyId: string;
  readonly state: string;
  readonly policyApplies: boolean;
  /** The flags of `analysisReasons`, e.g. `users`. */
  readonly analysisReasons: readonly string[];
}
