import type { UnderstoodPolicy } from '../conditional-access/policy.ts';

/** One literal criterion of a benchmark, for one policy by itself. */
export interface Criterion {
  readonly name: string;
  readonly needs: string;
  /** What the policy has instead, for a person. */
  readonly has: (policy: UnderstoodPolicy) => string;
  readonly isMet: (policy: UnderstoodPolicy) => boolean;
  /** A policy that meets it is meant for this control, however much else it lacks. */
  readonly isDistinctive: boolean;
}

export const includesAllUsers: Criterion = {
  name: 'conditions.users.includeUsers contains All',
  needs: 'All',
  has: ({ users }) => (users.kind === 'understood' ? textOf(users.include.users) : 'not understood'),
  isMet: ({ users }) => users.kind === 'understood' && containsAll(users.include.users),
  isDistinctive: false,
};

export const includesAllApplications: Criterion = {
  name: 'conditions.applications.includeApplications contains All',
  needs: 'All',
  has: ({ applications }) =>
    applications.kind === 'understood' ? textOf(applications.include) : 'not understood',
  isMet: ({ applications }) => applications.kind === 'understood' && containsAll(applications.include),
  isDistinctive: false,
};

export const blocks: Criterion = {
  name: 'grantControls.builtInControls contains block',
  needs: 'block',
  has: ({ grant }) =>
    textOf(grant.controls.map((control) => ('name' in control ? control.name : control.kind))),
  isMet: ({ grant }) => grant.controls.some(({ kind }) => kind === 'block'),
  isDistinctive: false,
};

export const isEnabled: Criterion = {
  name: 'state is enabled',
  needs: 'enabled',
  has: ({ state }) => (state.kind === 'unknown' ? state.value : state.kind),
  isMet: ({ state }) => state.kind === 'enabled',
  isDistinctive: false,
};

export function textOf(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.slice(0, 5).join(', ') + (values.length > 5 ? ' ...' : '');
}

function containsAll(values: readonly string[]): boolean {
  return values.some((value) => value.toLowerCase() === 'all');
}
