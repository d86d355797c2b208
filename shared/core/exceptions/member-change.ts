import { counted, listText } from '../controls/list-text.ts';
import type { RegisteredException } from './registered-exception.ts';

export interface Member {
  readonly id: string;
  readonly displayName: string;
}

/** How the group differs from what was proposed, in words; undefined where it does not. */
export function memberChange(
  { exception, displayNames }: Pick<RegisteredException, 'exception' | 'displayNames'>,
  members: readonly Member[],
): string | undefined {
  if (exception.kind === 'user') return undefined;
  const then = new Set(exception.membersAtApproval);
  const now = new Set(members.map(({ id }) => id));
  const joined = members.filter(({ id }) => !then.has(id)).map(({ displayName }) => displayName);
  const left = [...then].filter((id) => !now.has(id)).map((id) => displayNames[id] ?? id);
  const phrases = [...phrase(joined, 'joined'), ...phrase(left, 'left')];
  return phrases.length === 0 ? undefined : phrases.join('; ');
}

function phrase(names: readonly string[], verb: string): readonly string[] {
  return names.length === 0 ? [] : [`${counted(names.length, 'member')} ${verb} (${listText(names)})`];
}
