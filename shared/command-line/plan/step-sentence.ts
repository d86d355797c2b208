import { listText } from '../../core/controls/list-text.ts';
import type { Step } from '../../core/remediation/plan.ts';
import { type NameOf, nameOfAny } from '../object-names.ts';

/** What one step does, in a sentence: `Take the group Dev Tools out of what "Block device code flow" excludes.` */
export function stepSentence(step: Step, nameOf: NameOf): string {
  const policy = `"${step.policy.displayName || step.policy.id}"`;
  switch (step.kind) {
    case 'create':
      return `Create the policy ${policy}.`;
    case 'switchOn':
      return `Switch on ${policy}.`;
    case 'enableMicrosoftManaged':
      return `Switch on ${policy}, which Microsoft manages.`;
    case 'removeExclusion':
      return `Take ${excluded(step, nameOf)} out of what ${policy} excludes.`;
    case 'widen':
      return `${widened(step, nameOf)} in ${policy}.`;
    case 'rollBack':
      return `Take back what was written in ${policy}.`;
    case 'restore':
      return `Bring ${policy} back to what was approved.`;
  }
}

const nouns = new Map([
  ['excludeUsers', ['the user', 'the users']],
  ['excludeGroups', ['the group', 'the groups']],
  ['excludeRoles', ['the role', 'the roles']],
  ['excludeApplications', ['the app', 'the apps']],
  ['excludePlatforms', ['the platform', 'the platforms']],
  ['excludeLocations', ['the location', 'the locations']],
]);

function excluded({ member, value }: Step, nameOf: NameOf): string {
  const name = lastName(member);
  if (name === 'excludeGuestsOrExternalUsers') return 'guests and external users';
  if (name === 'applicationFilter') return 'the apps that its filter matches';
  const values = Array.isArray(value) ? value.map(String) : [];
  const [one = '', many = ''] = nouns.get(name) ?? [];
  return `${values.length === 1 ? one : many} ${listText(values.map((id) => plainName(id, nameOf)))}`;
}

function widened({ member, value }: Step, nameOf: NameOf): string {
  const values = Array.isArray(value) ? value.map((id) => plainName(String(id), nameOf)) : [];
  if (values.length > 0) return `Set ${lastName(member)} to ${listText(values, 3)}`;
  if (typeof value === 'string') return `Set ${lastName(member)} to ${value}`;
  return `Drop the condition ${member.replace(/^conditions\./, '')}`;
}

/** A name that brings its article does not want another one. */
function plainName(id: string, nameOf: NameOf): string {
  return nameOfAny(id, nameOf).replace(/^the /, '');
}

function lastName(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}
