import type {
  IncludeExclude,
  Principals,
  UnderstoodPolicy,
  Unintelligible,
} from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { graphName } from './graph-names.ts';

/** What a policy says in one of its members, in one line for a person. */
export function memberText(policy: UnderstoodPolicy, member: string, tenant: TenantKnowledge): string {
  switch (member) {
    case 'conditions.users':
      return policy.users.kind === 'unintelligible'
        ? 'not understood'
        : sides(names(policy.users.include, tenant), names(policy.users.exclude, tenant));
    case 'conditions.applications':
      return includeExcludeText(policy.applications);
    case 'conditions.platforms':
      return includeExcludeText(policy.platforms);
    case 'conditions.locations':
      return includeExcludeText(policy.locations, (id) => locationName(id, tenant));
    case 'conditions.devices':
      return policy.deviceFilter?.kind === 'understood'
        ? `${policy.deviceFilter.mode} ${policy.deviceFilter.rule}`
        : 'not understood';
    case 'conditions.clientAppTypes':
      return list(policy.clientAppTypes);
    case 'conditions.signInRiskLevels':
      return list(policy.signInRiskLevels);
    case 'conditions.userRiskLevels':
      return list(policy.userRiskLevels);
    case 'conditions.insiderRiskLevels':
      return list(policy.insiderRiskLevels);
    case 'conditions.authenticationFlows':
      return list(policy.transferMethods.map(graphName));
    case 'grantControls':
      return policy.grant.controls
        .map((control) => ('name' in control ? control.name : control.kind))
        .join(` ${policy.grant.operator} `);
    case 'state':
      return policy.state.kind === 'unknown' ? policy.state.value : policy.state.kind;
    default:
      return 'not understood';
  }
}

function includeExcludeText(
  condition:
    | IncludeExclude
    | Unintelligible
    | { kind: 'understood'; include: readonly string[]; exclude: readonly string[] },
  name = (id: string) => id,
): string {
  if (condition.kind === 'unintelligible') return 'not understood';
  return sides(condition.include.map(name), condition.exclude.map(name));
}

function sides(include: readonly string[], exclude: readonly string[]): string {
  const excluded = exclude.length === 0 ? '' : `, exclude ${list(exclude)}`;
  return `include ${list(include)}${excluded}`;
}

function names(
  { users, groups, roles, guests }: Principals,
  { directory }: TenantKnowledge,
): readonly string[] {
  return [
    ...users.map((id) => directory.userName(id)),
    ...groups.map((id) => directory.groupName(id)),
    ...roles,
    ...(guests?.types.map(graphName) ?? []),
  ];
}

function locationName(id: string, { namedLocations }: TenantKnowledge): string {
  return namedLocations.find((location) => location.id.toLowerCase() === id.toLowerCase())?.displayName ?? id;
}

const mostNames = 5;

function list(values: readonly string[]): string {
  if (values.length === 0) return 'none';
  const rest = values.length - mostNames;
  return values.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
