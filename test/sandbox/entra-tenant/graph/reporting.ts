import type { SandboxResponse } from '../http/message.ts';
import { hasServicePlan } from '../tenant.ts';
import { graphError } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';

/** How long the logs keep an entry, with a P1 or P2 licence. */
export const retentionMilliseconds = 30 * 86_400_000;

/** The answer of the logs without such a licence; undefined with one. */
export function licenceRefusal({ state }: GraphRequest): SandboxResponse | undefined {
  if (['AAD_PREMIUM', 'AAD_PREMIUM_P2'].some((name) => hasServicePlan(state.tenant, name))) return undefined;
  return graphError(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    'Neither tenant is B2C or tenant does not have premium license',
  );
}
