import { memberChanges } from '../compare/wire-changes.ts';
import type { Directory } from '../conditional-access/directory.ts';
import { containsAll } from '../controls/criterion.ts';
import type { TenantSnapshot } from '../tenant-snapshot.ts';
import type { Edit } from './edit.ts';
import type { PolicyChange, WirePolicy } from './plan.ts';
import type { RepairablePolicy } from './repairable-policy.ts';
import { type RequiredExclusion, withExclusions } from './required-exclusions.ts';
import { stagesOfChange, stagesOfCreation } from './stages.ts';
import { listAt, memberAt, withMember } from './wire-members.ts';

/** What must hold of every policy that is written. */
export interface Writing {
  readonly required: readonly RequiredExclusion[];
  readonly directory: Directory;
}

/** The policies with the edits made, each left out whom it must leave out; only those that an edit is of. */
export function policyChanges(
  edits: readonly Edit[],
  repairables: readonly RepairablePolicy[],
  writing: Writing,
): readonly PolicyChange[] {
  return repairables.flatMap((repairable) => {
    const own = edits.filter(({ step }) => step.policy.id === repairable.policy.id);
    return own.length === 0 ? [] : [changeOf(repairable, own, writing)];
  });
}

function changeOf(
  { wire, reference, isMicrosoftManaged }: RepairablePolicy,
  edits: readonly Edit[],
  { required, directory }: Writing,
): PolicyChange {
  const edited = edits.reduce((policy, edit) => edit.apply(policy), wire);
  const after = withExclusions(withoutIdleConditions(edited, wire), required, directory);
  return {
    policy: reference,
    isMicrosoftManaged,
    differences: memberChanges(wire, after),
    stages: stagesOfChange(wire, after, reference.id),
  };
}

/** A condition on everything is no condition; Graph refuses one that includes nothing. */
function withoutIdleConditions(policy: WirePolicy, before: WirePolicy): WirePolicy {
  return ['Platforms', 'Locations'].reduce((rest, name) => {
    const member = `conditions.${name.toLowerCase()}`;
    if (memberAt(rest, member) === memberAt(before, member)) return rest;
    const included = listAt(rest, `${member}.include${name}`);
    const isIdle =
      (included.length === 0 || containsAll(included)) &&
      listAt(rest, `${member}.exclude${name}`).length === 0;
    return isIdle ? withMember(rest, member, null) : rest;
  }, policy);
}

export function creationOf(body: WirePolicy): PolicyChange {
  return {
    policy: { id: null, displayName: String(body['displayName']) },
    isMicrosoftManaged: false,
    differences: memberChanges(null, { ...body, state: 'enabled' }),
    stages: stagesOfCreation(body),
  };
}

/** The tenant once every policy of a plan is in force. A policy that is created goes by its name until it has an id. */
export function tenantAfter<Tenant extends Pick<TenantSnapshot, 'policies'>>(
  tenant: Tenant,
  changes: readonly PolicyChange[],
): Tenant {
  const inForce = new Map(
    changes.map(({ policy, stages }) => [policy.id, (stages.at(-1) ?? stages[0]).policy] as const),
  );
  const created = changes.filter(({ policy }) => policy.id === null);
  return {
    ...tenant,
    policies: [
      ...tenant.policies.map((wire) => changed(wire, inForce)),
      ...created.map(({ policy, stages }) => ({
        id: policy.displayName,
        ...(stages.at(-1) ?? stages[0]).policy,
      })),
    ],
  };
}

function changed(wire: unknown, inForce: ReadonlyMap<string | null, WirePolicy>): unknown {
  const id: unknown = typeof wire === 'object' && wire !== null && 'id' in wire ? wire.id : undefined;
  return (typeof id === 'string' ? inForce.get(id) : undefined) ?? wire;
}
