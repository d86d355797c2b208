import { openedSentence } from '../compare/changed-gap-sentence.ts';
import { compareTenants } from '../compare/compare-tenants.ts';
import type { ControlComparison, Decision } from '../compare/comparison.ts';
import { understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../conditional-access/wire.ts';
import { allControls } from '../controls/catalogue.ts';
import type { PolicyReference } from '../controls/control-result.ts';
import { InputError } from '../errors.ts';
import type { JudgeOptions } from '../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';

/** What leaving somebody out of policies would open, decided over all policies together. */
export interface ExclusionEffect {
  readonly principal: ExcludedPrincipal;
  /** Those that would leave the principal out. */
  readonly policies: readonly PolicyReference[];
  /** Of the controls for which a gap opens, or may. */
  readonly opened: readonly OpenedGap[];
}

export interface ExcludedPrincipal {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

export interface OpenedGap {
  readonly control: string;
  readonly id: string;
  readonly opens: Exclude<Decision, 'no'>;
  /** Users of the largest gap that opens; null where no directory was given. */
  readonly count: number | null;
  readonly sentence: string;
}

/** `policies`: as understood, in the order of the snapshot; `isExcluded` picks those that would leave the principal out. */
export function exclusionEffect(
  snapshot: TenantSnapshot | LargeTenant,
  policies: readonly PolicyReference[],
  isExcluded: (policy: PolicyReference) => boolean,
  principal: ExcludedPrincipal,
  options: JudgeOptions,
): ExclusionEffect {
  const changed = {
    ...snapshot,
    policies: snapshot.policies.map((wire, at) => {
      const policy = policies[at];
      return policy !== undefined && isExcluded(policy) ? withExclusion(wire, principal) : wire;
    }),
  };
  const numbers = 'population' in snapshot ? snapshot.population.numbers : undefined;
  const { controls } = compareTenants(snapshot, changed, options, numbers);
  return {
    principal,
    policies: policies.filter(isExcluded).map(({ id, displayName }) => ({ id, displayName })),
    opened: controls.flatMap(openedGap),
  };
}

/** Throws InputError for a group that the tenant does not have or that the user is, as far as is known, not in. */
export function expectMember(snapshot: TenantSnapshot | LargeTenant, userId: string, group: string): void {
  const { directory } = understandTenant(snapshot, []);
  const id = group.trim().toLowerCase();
  const number = directory.numbers.find(userId);
  const { users, unread } = directory.groupMembers(id);
  if (!directory.isGroup(id))
    throw new InputError([{ member: 'excludeGroup', message: `the tenant has no group ${group}` }]);
  if (unread.length === 0 && (number === undefined || !users.has(number)))
    throw new InputError([{ member: 'excludeGroup', message: `the user is not in the group ${group}` }]);
}

function openedGap({ control, id, opens, opened }: ControlComparison): readonly OpenedGap[] {
  const [largest] = opened;
  const gapMeans = allControls.find(({ key }) => key === control)?.gapMeans ?? 'get through';
  if (opens === 'no' || largest === undefined) return [];
  return [
    { control, id, opens, count: largest.who.count, sentence: openedSentence(largest, gapMeans, opens) },
  ];
}

/** A policy as Graph returns it that leaves out one more; one that nobody can read stays as it is. */
function withExclusion(wire: unknown, { kind, id }: ExcludedPrincipal): unknown {
  const conditions = isRecord(wire) ? wire['conditions'] : undefined;
  const users = isRecord(conditions) ? conditions['users'] : undefined;
  if (!isRecord(wire) || !isRecord(conditions) || !isRecord(users)) return wire;
  const member = kind === 'user' ? 'excludeUsers' : 'excludeGroups';
  const excluded: unknown = users[member];
  const others: readonly unknown[] = Array.isArray(excluded) ? excluded : [];
  return { ...wire, conditions: { ...conditions, users: { ...users, [member]: [...others, id] } } };
}
