import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { graphName } from './graph-names.ts';
import { roleName } from './role-name.ts';

/** One literal criterion of a benchmark, for one policy by itself. */
export interface Criterion {
  readonly name: string;
  readonly needs: string;
  /** What the policy has instead, for a person. */
  readonly has: (policy: UnderstoodPolicy) => string;
  readonly isMet: (policy: UnderstoodPolicy) => boolean;
  /** Whether what would have to meet it was not understood, so that it may be met. Absent: never. */
  readonly isUnread?: (policy: UnderstoodPolicy) => boolean;
}

export const includesAllUsers: Criterion = {
  name: 'conditions.users.includeUsers contains All',
  needs: 'All',
  has: includedUsers,
  isMet: ({ users }) => users.kind === 'understood' && containsAll(users.include.users),
  isUnread: ({ users }) => isNotUnderstood(users),
};

export const includesAllApplications: Criterion = {
  name: 'conditions.applications.includeApplications contains All',
  needs: 'All',
  has: ({ applications }) =>
    applications.kind === 'understood' ? textOf(applications.include) : notUnderstood,
  isMet: ({ applications }) => applications.kind === 'understood' && containsAll(applications.include),
  isUnread: ({ applications }) => isNotUnderstood(applications),
};

export const blocks: Criterion = {
  name: 'grantControls.builtInControls contains block',
  needs: 'block',
  has: ({ grant }) =>
    textOf(grant.controls.map((control) => ('name' in control ? control.name : control.kind))),
  isMet: ({ grant }) => grant.controls.some(({ kind }) => kind === 'block'),
};

export const isEnabled: Criterion = {
  name: 'state is enabled',
  needs: 'enabled',
  has: ({ state }) => (state.kind === 'unknown' ? state.value : state.kind),
  isMet: ({ state }) => state.kind === 'enabled',
  isUnread: ({ state }) => state.kind === 'unknown',
};

export function includesOnlyGroups({ users }: UnderstoodPolicy): boolean {
  if (users.kind !== 'understood') return false;
  const { groups, roles, guests, users: ids } = users.include;
  return groups.length > 0 && roles.length + ids.length === 0 && guests === undefined;
}

export const notUnderstood = 'not understood';

/** The principals that a policy includes, the special ids as Graph writes them. */
export function includedUsers({ users }: UnderstoodPolicy): string {
  if (users.kind !== 'understood') return notUnderstood;
  const { users: ids, groups, roles, guests } = users.include;
  return textOf([
    ...ids,
    ...groups.map((id) => `group ${id}`),
    ...roles.map((id) => `role ${roleName(id)}`),
    ...(guests?.types ?? []).map(graphName),
  ]);
}

const mostNamed = 5;

export function textOf(values: readonly string[]): string {
  const more = values.length - mostNamed;
  const shown = values.slice(0, mostNamed).join(', ') || 'nothing';
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `All, but not X`: the two sides of a condition. */
export function sidesText(include: readonly string[], exclude: readonly string[]): string {
  return exclude.length === 0 ? textOf(include) : `${textOf(include)}, but not ${textOf(exclude)}`;
}

export function containsAll(values: readonly string[]): boolean {
  return values.some((value) => value.toLowerCase() === 'all');
}

export function isNotUnderstood(condition: { readonly kind: string }): boolean {
  return condition.kind === 'unintelligible';
}
