import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Unknown } from './control-result.ts';
import { listText } from './list-text.ts';
import { policiesNaming } from './policies-naming.ts';
import { roleName } from './role-name.ts';
import { unknownName } from './unknown-text.ts';

const mostPolicies = 3;
const mostNamed = 3;

/** What a verdict depends on, one sentence each; groups, or roles, of which there is the same to say stand in one. */
export function dependenceSentences(
  unknowns: readonly Unknown[],
  tenant: TenantKnowledge,
): readonly string[] {
  const alike = Map.groupBy(unknowns, (unknown) => {
    const { kind, id, why } = unknown;
    return JSON.stringify([kind, kind in plurals ? '' : id, why, whereOf(unknown, tenant)]);
  });
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : sentence(first, others, tenant),
  );
}

const plurals: Readonly<Record<string, string>> = { role: 'the roles', group: 'the groups' };

function sentence(first: Unknown, others: readonly Unknown[], tenant: TenantKnowledge): string {
  const names = [first, ...others].map((unknown) => displayName(unknown, tenant));
  const what =
    others.length === 0
      ? unknownName(first.kind, first.id, names[0])
      : `${plurals[first.kind]} ${listText(names, mostNamed)}`;
  return `It depends on ${what}${whereOf(first, tenant)}: ${first.why.replace(/\.$/, '')}.`;
}

function whereOf(unknown: Unknown, { policies }: TenantKnowledge): string {
  const names = policiesNaming(unknown, policies).map((name) => `"${name}"`);
  return names.length === 0 ? '' : ` in ${listText(names, mostPolicies)}`;
}

/** Of what an unknown is about; the id where no name is known. */
function displayName(
  { kind, id }: Unknown,
  { directory, namedLocations, policies }: TenantKnowledge,
): string {
  const isMeant = (one: { readonly id: string }) => one.id.toLowerCase() === id.toLowerCase();
  switch (kind) {
    case 'group':
    case 'directMember':
      return directory.groupName(id);
    case 'role':
      return roleName(id);
    case 'policy':
      return policies.find(isMeant)?.displayName || id;
    default:
      return namedLocations.find(isMeant)?.displayName || id;
  }
}
