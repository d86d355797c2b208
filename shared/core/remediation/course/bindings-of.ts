import { understandTenant } from '../../conditional-access/tenant-knowledge.ts';
import { allControls } from '../../controls/catalogue.ts';
import { speaksOf } from '../../controls/question.ts';
import type { ControlException } from '../../exceptions/exception.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import type { Plan } from '../plan.ts';
import { listAt } from '../wire-members.ts';
import type { Binding } from './binding.ts';
import { locationBindings } from './location-bindings.ts';
import { policyBinding } from './policy-binding.ts';
import { emergencyBinding, exceptedUserBinding, groupBinding } from './principal-bindings.ts';
import { licenceBinding, securityDefaultsBinding } from './tenant-bindings.ts';

/** What a plan rests on besides the tenant. */
export interface PlanBasis {
  readonly plan: Plan;
  /** Ids of break-glass accounts or groups. */
  readonly emergencyAccess: readonly string[];
  /** In force, or expired lately, which only the proof tells apart; those for other controls are passed over. */
  readonly exceptions: readonly ControlException[];
}

/** What the plan rests on, as it is in that tenant: each thing once, in an order that depends on the plan only. */
export function bindingsOf(
  tenant: TenantSnapshot | LargeTenant,
  { plan, emergencyAccess, exceptions }: PlanBasis,
): readonly Binding[] {
  const control = allControls.find(({ key }) => key === plan.control);
  const ofControl = exceptions.filter((one) => control !== undefined && speaksOf(one, control));
  const knowledge = understandTenant(tenant, ofControl);
  const written = plan.policies.flatMap(({ stages }) => stages.map(({ policy }) => policy));
  const exceptedGroups = ofControl
    .filter(({ kind }) => kind === 'group')
    .map(({ principalId }) => principalId);
  const exceptedUsers = ofControl.filter(({ kind }) => kind === 'user').map(({ principalId }) => principalId);
  return distinct([
    ...plan.policies.map(({ policy }) => policyBinding(tenant, knowledge, policy)),
    ...emergencyAccess.map((id) => emergencyBinding(id, knowledge)),
    ...[...exceptedGroups, ...excludedGroups(plan)].map((id) => groupBinding(id, knowledge)),
    ...exceptedUsers.map((id) => exceptedUserBinding(id, knowledge)),
    ...written.flatMap((policy) => locationBindings(policy, tenant, knowledge)),
    securityDefaultsBinding(tenant, knowledge),
    licenceBinding(knowledge),
  ]);
}

/** Those of the policies as they will be, and those that the plan takes out. */
function excludedGroups({ policies }: Plan): readonly string[] {
  const member = 'conditions.users.excludeGroups';
  return policies.flatMap(({ differences, stages }) => [
    ...differences.flatMap((change) =>
      change.member === member && Array.isArray(change.before) ? change.before.map(String) : [],
    ),
    ...stages.flatMap(({ policy }) => listAt(policy, member)),
  ]);
}

function distinct(bindings: readonly Binding[]): readonly Binding[] {
  const byThing = new Map<string, Binding>();
  for (const binding of bindings) {
    const thing = `${binding.kind} ${binding.id}`;
    if (!byThing.has(thing)) byThing.set(thing, binding);
  }
  return [...byThing.values()];
}
