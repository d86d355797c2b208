import type { Cause, Gap } from './control-result.ts';

/** `214 members of Dev Tools get through for any app, from anywhere, because "Block device code flow" excludes ...`. */
export function gapSentence({ who, where, because }: Gap): string {
  return `${whoText(who)} ${where.description}, because ${becauseText(because)}.`;
}

/** One user is called by name, since whoever is described in the plural is not one. */
function whoText({ count, description, sample: [only] }: Gap['who']): string {
  if (count === 1 && only !== undefined) return `${only.displayName} gets through`;
  if (count !== null && count > 1) return `${count} ${description} get through`;
  const isOne = /^(a|the) /.test(description) && !description.includes(', ');
  return `${description} ${isOne ? 'gets' : 'get'} through`;
}

function becauseText(because: readonly Cause[]): string {
  if (because.length === 0) return 'no policy is meant to stop it';
  const byPolicy = Map.groupBy(because, ({ policy }) => policy.id);
  return [...byPolicy.values()]
    .map((causes) => `"${causes[0]?.policy.displayName}" ${causes.map(verbText).join(' and ')}`)
    .join('; ');
}

const states = new Map([
  ['enabledForReportingButNotEnforced', 'is in report-only'],
  ['disabled', 'is disabled'],
  ['absent', 'has no state'],
]);

const conditions = new Map([
  ['conditions.applications', 'covers only these apps'],
  ['conditions.clientAppTypes', 'covers only these client apps'],
  ['conditions.platforms', 'covers only these platforms'],
  ['conditions.locations', 'covers only these locations'],
  ['conditions.devices', 'covers only some devices'],
  ['conditions.signInRiskLevels', 'covers only these sign-in risks'],
  ['conditions.userRiskLevels', 'covers only these user risks'],
  ['conditions.insiderRiskLevels', 'covers only these insider risks'],
  ['conditions.authenticationFlows', 'covers only these flows'],
  ['conditions.users', 'covers only these users'],
  ['grantControls', 'is satisfied by'],
]);

function verbText({ member, value }: Cause): string {
  if (member === 'state') return states.get(value) ?? `has the unknown state ${value}`;
  const excluded = /^conditions\.users\.exclude(.*)$/.exec(member)?.[1];
  if (excluded !== undefined) return `excludes ${excludedText(excluded, value)}`;
  return `${conditions.get(member) ?? `has a condition ${member}`} (${value})`;
}

function excludedText(kind: string, value: string): string {
  switch (kind) {
    case 'Groups':
      return `the group ${value}`;
    case 'Roles':
      return `the role ${value}`;
    case 'Users':
      return value;
    default:
      return `guests (${value})`;
  }
}
