import type { GroupGovernance } from '../../conditional-access/group-governance.ts';
import { protects } from '../../conditional-access/policy.ts';
import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { remembering } from '../../remembering.ts';
import type { Finding } from '../control-result.ts';
import { listText } from '../list-text.ts';
import type { Candidate } from '../sufficient-boxes.ts';
import { concernedCandidates } from './concerned-candidates.ts';
import type { FindingRule } from './finding-rule.ts';
import { attributesOfUsersChoice } from './membership-rule.ts';

/** An excluded group that people can get into without an administrator's doing: the gap grows by itself. */
export const openExcludedGroups: FindingRule = (question) =>
  [...excludedGroups(concernedCandidates(question))].flatMap(([id, policies]) => {
    const { tenant } = question;
    const excluded = `${listText(policies, 3)} ${policies.length === 1 ? 'excludes' : 'exclude'}`;
    return nestedIn(tenant)(id).flatMap(([groupId, group]) =>
      openings(group, groupId === id).map(
        ({ severity, text }): Finding => ({
          key: 'excluded-group-open-to-joining',
          severity,
          text: `${excluded} the group ${nameOf(id, groupId, group, tenant)}: ${text}.`,
          subject: groupId,
        }),
      ),
    );
  });

/** By id in lower case, the names of the policies in force that exclude the group. */
function excludedGroups(candidates: readonly Candidate[]): ReadonlyMap<string, readonly string[]> {
  const pairs = candidates.flatMap(({ policy }) =>
    protects(policy) && policy.users.kind === 'understood'
      ? policy.users.exclude.groups.map((id) => [id.toLowerCase(), `"${policy.displayName}"`] as const)
      : [],
  );
  const byGroup = Map.groupBy(pairs, ([id]) => id);
  return new Map([...byGroup].map(([id, named]) => [id, [...new Set(named.map(([, name]) => name))]]));
}

/** Once a group, as most controls ask of the same ones. */
const nestedIn = remembering((tenant: TenantKnowledge) => {
  const known = new Map<string, ReturnType<typeof withNested>>();
  return (id: string) => {
    const groups = known.get(id) ?? withNested(id, tenant);
    known.set(id, groups);
    return groups;
  };
});

/** The group and all that are nested in it: whoever joins one of these is in, too. */
function withNested(
  id: string,
  { groupGovernance, directory }: TenantKnowledge,
): readonly (readonly [string, GroupGovernance])[] {
  const found = new Map<string, GroupGovernance>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const group = groupGovernance?.get(next);
    if (group === undefined || found.has(next)) continue;
    found.set(next, group);
    waiting.push(...directory.nestedGroups(next));
  }
  return [...found];
}

function nameOf(excluded: string, id: string, group: GroupGovernance, { groupGovernance }: TenantKnowledge) {
  if (id === excluded) return group.displayName;
  return `${groupGovernance?.get(excluded)?.displayName ?? excluded}, and ${group.displayName} with it`;
}

interface Opening {
  readonly severity: Finding['severity'];
  readonly text: string;
}

/**
 * Nobody joins a group with a rule; in one that is role-assignable only privileged roles change members, and nothing is
 * nested in it.
 */
function openings(
  { isPublic, membershipRule, isAssignableToRole, owners }: GroupGovernance,
  isExcludedItself: boolean,
): readonly Opening[] {
  if (membershipRule !== undefined) {
    const attributes = attributesOfUsersChoice(membershipRule);
    const text = `its rule asks for ${listText(attributes)}, which people choose for themselves or for guests whom they invite`;
    return attributes.length === 0 ? [] : [{ severity: 'high', text }];
  }
  if (isPublic) return [{ severity: 'high', text: 'it is public, so anybody in the tenant can join it' }];
  if (isAssignableToRole !== false || !isExcludedItself) return [];
  const who = owners === 0 ? 'group administrators' : 'its owners and group administrators';
  return [{ severity: 'low', text: `${who} can add anybody, since it is not role-assignable` }];
}
