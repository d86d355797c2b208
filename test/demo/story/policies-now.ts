import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import type { ConditionalAccessPolicy } from '../../sandbox/entra-tenant/policy-types.ts';
import { StoryProblem } from './as-told.ts';
import type { Scene } from './scene.ts';

/** The policy that the remediation wrote, as it stands in the tenant. Throws StoryProblem where there is none. */
export function writtenPolicy({ apps }: Scene, { writes }: ShownRemediation): ConditionalAccessPolicy {
  const id = writes.find(({ policyId }) => policyId !== null)?.policyId;
  const policy = apps.tenant.state.tenant.policies.find((one) => one.id === id);
  if (policy === undefined) throw new StoryProblem('The writer wrote no policy.');
  return policy;
}
