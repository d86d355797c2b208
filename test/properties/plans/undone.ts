import type { Plan, PolicyChange, Step } from '../../../shared/core/remediation/plan.ts';
import { tenantAfter } from '../../../shared/core/remediation/policy-changes.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { isObject, type Members } from '../brute-force/wire.ts';
import type { RandomTenant } from '../random-tenant.ts';

/** The policy as it is before the plan; nothing where the plan creates it. */
export function policyOf({ policy }: Pick<PolicyChange, 'policy'>, { policies }: TenantSnapshot): Members {
  return policies.filter(isObject).find(({ id }) => policy.id !== null && id === policy.id) ?? {};
}

/** What Graph makes of the policy by all requests of the change: conditions are replaced one by one. */
export function afterRequests(before: Members, { stages }: PolicyChange): Members {
  const bodies = stages.map(({ request }) => request.body);
  const conditions = [before, ...bodies].map((body) => membersOf(body['conditions']));
  return Object.assign({}, before, ...bodies, { conditions: Object.assign({}, ...conditions) });
}

/** By name, or as a member of a group that is left out, in every stage. */
export function isLeftOut(id: string, { stages }: PolicyChange, { groups = [] }: TenantSnapshot): boolean {
  return stages.every(({ policy }) => {
    const { excludeUsers, excludeGroups } = membersOf(membersOf(policy['conditions'])['users']);
    const names = [...listOf(excludeUsers), ...listOf(excludeGroups)];
    return names.includes(id) || names.some((name) => memberIds(name, groups, []).includes(id));
  });
}

function memberIds(group: unknown, groups: readonly unknown[], seen: readonly unknown[]): readonly unknown[] {
  if (seen.includes(group)) return [];
  const found = groups.filter(isObject).find(({ id }) => id === group);
  const ids = listOf(found?.['members']).map((member) => membersOf(member)['id']);
  return [...ids, ...ids.flatMap((id) => memberIds(id, groups, [...seen, group]))];
}

/** The tenant after the plan, but for one of its steps. */
export function withoutStep(plan: Plan, step: Step, { snapshot }: RandomTenant): TenantSnapshot {
  const after = tenantAfter(snapshot, plan.policies);
  if (step.kind === 'create') return snapshot;
  const before = policyOf(step, snapshot);
  return {
    ...after,
    policies: after.policies.map((wire) =>
      isObject(wire) && wire['id'] === step.policy.id ? undone(wire, before, step) : wire,
    ),
  };
}

function undone(after: Members, before: Members, { kind, member, value }: Step): Members {
  const path = member.split('.');
  const members = member.endsWith('.includeUsers')
    ? ['includeUsers', 'includeGroups', 'includeRoles', 'includeGuestsOrExternalUsers']
    : [path.at(-1) ?? ''];
  const above = path.slice(0, -1);
  return members.reduce((policy, name) => {
    const was = valueAt(before, [...above, name]);
    const isEntry = kind === 'removeExclusion' && Array.isArray(value);
    const entries = listOf(valueAt(policy, [...above, name]));
    return withValue(policy, [...above, name], isEntry ? [...entries, ...value] : was);
  }, after);
}

function valueAt(object: Members, [first = '', ...rest]: readonly string[]): unknown {
  return rest.length === 0 ? object[first] : valueAt(membersOf(object[first]), rest);
}

function withValue(object: Members, [first = '', ...rest]: readonly string[], value: unknown): Members {
  return { ...object, [first]: rest.length === 0 ? value : withValue(membersOf(object[first]), rest, value) };
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
