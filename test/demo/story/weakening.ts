import { pageOf } from '../../../functions/http/schemas/results.ts';
import { remediationSummarySchema } from '../../../shared/application/remediation/remediation-schema.ts';
import type { Finding } from '../../../shared/core/controls/control-result.ts';
import type { ConditionalAccessPolicy } from '../../sandbox/entra-tenant/policy-types.ts';
import { StoryProblem } from './as-told.ts';
import type { Scanned } from './scanning.ts';
import { accepted, type Scene } from './scene.ts';

/** In the admin centre, by hand: the policy leaves another group out. */
export function leaveOut(
  { apps, administrator }: Scene,
  policy: ConditionalAccessPolicy,
  group: string,
): void {
  const { tenant } = apps;
  const groupId = tenant.state.tenant.groups.find(({ displayName }) => displayName === group)?.id;
  if (groupId === undefined) throw new StoryProblem(`The company has no group ${group}.`);
  const { users } = policy.conditions;
  const excludeGroups = [...users.excludeGroups, groupId];
  tenant
    .asAdministrator(administrator.id)
    .changePolicy(policy.id, { conditions: { users: { ...users, excludeGroups } } });
}

export function driftFinding({ control }: Scanned): Finding {
  const finding = control.findings.find(({ key }) => key === 'policy-drifted');
  if (finding === undefined) throw new StoryProblem('The scan found no change of the policy.');
  return finding;
}

/** The restoration that the scan proposed by itself. */
export async function restorationId(scene: Scene): Promise<string> {
  const answer = await scene.askAs('reader', 'remediations/{tenant}?status=proposed');
  const { items } = accepted(answer, pageOf(remediationSummarySchema));
  const [proposed] = items;
  if (proposed === undefined || items.length > 1) {
    throw new StoryProblem(`One restoration was to be proposed, and there are ${items.length}.`);
  }
  return proposed.remediationId;
}
