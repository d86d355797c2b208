import {
  allTrusted,
  type TenantKnowledge,
  understandTenant,
} from '../../conditional-access/tenant-knowledge.ts';
import { isRecord, keyOf } from '../../conditional-access/wire.ts';
import { allControls } from '../../controls/catalogue.ts';
import { counted } from '../../controls/list-text.ts';
import { speaksOf } from '../../controls/question.ts';
import type { ControlException } from '../../exceptions/exception.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import { comparablePolicy } from '../comparable-policy.ts';
import { isLicensed } from '../licence.ts';
import { markerIn } from '../new-policy.ts';
import type { Plan, WirePolicy } from '../plan.ts';
import { listAt, memberAt } from '../wire-members.ts';
import { type Binding, unread } from './binding.ts';
import { locationBinding } from './location-binding.ts';
import { sha256 } from './sha256.ts';

/** What a plan rests on besides the tenant. */
export interface PlanBasis {
  readonly plan: Plan;
  /** Ids of break-glass accounts or groups. */
  readonly emergencyAccess: readonly string[];
  /** In force; those for other controls are passed over. */
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
    ...plan.policies.map(({ policy }) => targetBinding(tenant, knowledge, policy)),
    ...emergencyAccess.map((id) => emergencyBinding(id, knowledge)),
    ...[...exceptedGroups, ...excludedGroups(plan)].map((id) => groupBinding(id, knowledge)),
    ...exceptedUsers.map((id) => exceptedUserBinding(id, knowledge)),
    ...written.flatMap(locationIds).flatMap((id) => locationBindings(id, tenant, knowledge)),
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

function targetBinding(
  tenant: Pick<TenantSnapshot, 'policies'>,
  { unread: index }: TenantKnowledge,
  { id, displayName }: Plan['policies'][number]['policy'],
): Binding {
  if (id === null)
    return noPolicyWithMark(tenant, index.any('policies'), markerIn(displayName) ?? displayName);
  const same = policiesOf(tenant, id);
  const fingerprints = new Set(same.map(policyFingerprint));
  const binding = { kind: 'policy', id: id.toLowerCase(), displayName } as const;
  const [first] = same;
  if (fingerprints.size > 1) return unread(binding);
  if (first === undefined) {
    return index.any('policies') ? unread(binding) : { ...binding, fingerprint: 'none', summary: 'deleted' };
  }
  return { ...binding, fingerprint: policyFingerprint(first), summary: String(memberAt(first, 'state')) };
}

/** Of all that Graph returned but times and annotations, and of what its authentication strength allows. */
export function policyFingerprint(policy: WirePolicy): string {
  const strength = keyOf(memberAt(policy, 'grantControls.authenticationStrength'));
  return sha256(`${keyOf(comparablePolicy(policy))} ${strength}`);
}

function policiesOf(
  { policies }: Pick<TenantSnapshot, 'policies'>,
  id: string | null,
): readonly WirePolicy[] {
  return policies.filter(isRecord).filter((wire) => {
    const own = memberAt(wire, 'id');
    return id !== null && typeof own === 'string' && own.toLowerCase() === id.toLowerCase();
  });
}

function noPolicyWithMark(
  { policies }: Pick<TenantSnapshot, 'policies'>,
  isCut: boolean,
  mark: string,
): Binding {
  const marked = policies
    .filter(isRecord)
    .filter((wire) => String(memberAt(wire, 'displayName')).includes(mark));
  const binding = { kind: 'noPolicyWithMark', id: mark, displayName: mark } as const;
  if (isCut) return unread(binding);
  const ids = marked.map((wire) => String(memberAt(wire, 'id')).toLowerCase()).toSorted();
  return { ...binding, fingerprint: ids.join(' ') || 'none', summary: counted(ids.length, 'policy with it') };
}

/** What is not surely an account is a group where it may be one, and unread where it was not given. */
function emergencyBinding(id: string, knowledge: TenantKnowledge): Binding {
  const { directory } = knowledge;
  const account = directory.account(id);
  const binding = { kind: 'account', id: id.toLowerCase(), displayName: directory.userName(id) } as const;
  if (account !== undefined) {
    const summary = account.enabled ? 'enabled' : 'disabled';
    return { ...binding, fingerprint: summary, summary };
  }
  if (directory.mayBeGroup(id)) return groupBinding(id, knowledge);
  if (directory.usersRead !== 'given') return unread(binding);
  return { ...binding, fingerprint: 'none', summary: 'not in the directory' };
}

/** Who is in it, nested groups included. */
function groupBinding(id: string, { directory }: TenantKnowledge): Binding {
  const binding = {
    kind: 'groupMembers',
    id: id.toLowerCase(),
    displayName: directory.groupName(id),
  } as const;
  const { users, unread: missing } = directory.groupMembers(id);
  if (missing.length > 0) return unread(binding);
  const ids = Array.from(users, (number) => directory.numbers.idOf(number)).sort();
  return { ...binding, fingerprint: sha256(ids.join('\n')), summary: counted(ids.length, 'member') };
}

/** That there is an exception for them: who they are, no plan asks. */
function exceptedUserBinding(id: string, { directory }: TenantKnowledge): Binding {
  const displayName = directory.userName(id);
  return { kind: 'account', id: id.toLowerCase(), displayName, fingerprint: 'excepted', summary: 'excepted' };
}

function locationIds(policy: WirePolicy): readonly string[] {
  return ['includeLocations', 'excludeLocations']
    .flatMap((name) => listAt(policy, `conditions.locations.${name}`))
    .filter((id) => id.toLowerCase() !== 'all');
}

/** A policy that speaks of all trusted locations rests on each of them. */
function locationBindings(
  id: string,
  tenant: Pick<TenantSnapshot, 'namedLocations'>,
  knowledge: TenantKnowledge,
): readonly Binding[] {
  if (id.toLowerCase() !== allTrusted) return [locationBinding(id, tenant, knowledge)];
  const trusted = knowledge.namedLocations.filter(
    (location) => location.kind === 'unknown' || (location.kind !== 'country' && location.isTrusted),
  );
  const whole = { kind: 'namedLocation', id: allTrusted, displayName: 'All trusted locations' } as const;
  return [
    ...(knowledge.namedLocationsComplete ? [] : [unread(whole)]),
    ...trusted.map((location) => locationBinding(location.id, tenant, knowledge)),
  ];
}

function securityDefaultsBinding(
  { securityDefaults }: Pick<TenantSnapshot, 'securityDefaults'>,
  knowledge: TenantKnowledge,
): Binding {
  const binding = { kind: 'securityDefaults', id: '', displayName: 'Security defaults' } as const;
  const summary = knowledge.securityDefaults;
  if (securityDefaults === undefined || summary === 'unread') return unread(binding);
  return { ...binding, fingerprint: summary, summary };
}

function licenceBinding({ licences }: TenantKnowledge): Binding {
  const binding = { kind: 'licence', id: '', displayName: 'The licence' } as const;
  if (licences === undefined) return unread(binding);
  const summary = isLicensed(licences) ? 'Entra ID P1 or more' : 'none for Conditional Access';
  return { ...binding, fingerprint: summary, summary };
}
