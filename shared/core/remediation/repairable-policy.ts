import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../conditional-access/wire.ts';
import type { Control } from '../controls/control.ts';
import type { PolicyReference } from '../controls/control-result.ts';
import { isMicrosoftManaged } from '../controls/findings/microsoft-managed-countdown.ts';
import type { WirePolicy } from './plan.ts';
import { listAt } from './wire-members.ts';

/** A policy that can be written, and that would serve the control if it were wide enough and in force. */
export interface RepairablePolicy {
  readonly policy: UnderstoodPolicy;
  readonly wire: WirePolicy;
  readonly reference: PolicyReference;
  readonly isMicrosoftManaged: boolean;
}

/** In the order of the tenant. What is not wholly understood is not written: a part of it could get lost. */
export function repairablePolicies(
  wires: readonly unknown[],
  { policies }: TenantKnowledge,
  control: Control,
): readonly RepairablePolicy[] {
  return policies.flatMap((policy, at) => {
    const wire = wires[at];
    if (policy.kind !== 'understood' || !isRecord(wire)) return [];
    if (wire['id'] !== policy.id || !isWritable(policy, wire) || !serves(policy, control)) return [];
    const { id, displayName } = policy;
    const reference = { id, displayName };
    return [{ policy, wire, reference, isMicrosoftManaged: isMicrosoftManaged(policy) }];
  });
}

/** A policy on user actions or authentication contexts speaks of no resource, and is not made one that does. */
function isWritable({ state, users, applications }: UnderstoodPolicy, wire: WirePolicy): boolean {
  const isKnown = state.kind !== 'unknown' && state.kind !== 'absent';
  const others = ['includeUserActions', 'includeAuthenticationContextClassReferences'].flatMap((name) =>
    listAt(wire, `conditions.applications.${name}`),
  );
  return isKnown && users.kind === 'understood' && applications.kind === 'understood' && others.length === 0;
}

/** Whether it is meant for the control, but for whom and what it names: a block for one app is no block by flow. */
function serves(policy: UnderstoodPolicy, control: Control): boolean {
  if (policy.users.kind !== 'understood') return false;
  const everybody = { users: ['All'], groups: [], roles: [], guests: undefined };
  return control.isMeant({
    ...policy,
    users: { ...policy.users, include: everybody },
    applications: { kind: 'understood', include: ['All'], exclude: [], filter: undefined },
  });
}

/** Of the conditions with two sides, those that say nothing else: what is not known of one is not sent back. */
export function sidesUnderstood({ platforms, locations }: UnderstoodPolicy): readonly string[] {
  return [
    ...(platforms.kind === 'understood' ? ['Platforms'] : []),
    ...(locations.kind === 'understood' ? ['Locations'] : []),
  ];
}
