import type { Unknown } from '../core/controls/control-result.ts';
import { listText } from '../core/controls/list-text.ts';
import { roleName } from '../core/controls/role-name.ts';
import { unknownName } from '../core/controls/unknown-text.ts';
import type { NameOf } from './object-names.ts';
import { capitalised } from './text-block.ts';

/** An unknown, and what is to be said behind it. */
export interface ToldUnknown {
  readonly unknown: Unknown;
  readonly suffix?: string;
}

/** What is not known, and what to do; roles and groups of which there is the same to say stand in one sentence. */
export function unknownSentences(unknowns: readonly ToldUnknown[], nameOf: NameOf): readonly string[] {
  const alike = Map.groupBy(unknowns, ({ unknown: { kind, id, why, whatToDo }, suffix }) =>
    JSON.stringify([kind, kind in plurals ? '' : id, why, whatToDo, suffix]),
  );
  return [...alike.values()].map((same) => sentence(same, nameOf));
}

const plurals: Readonly<Record<string, string>> = { role: 'the roles', group: 'the groups' };

const mostNamed = 4;

function sentence([first, ...others]: readonly ToldUnknown[], nameOf: NameOf): string {
  if (first === undefined) return '';
  const { kind, id, why, whatToDo } = first.unknown;
  const names = [first, ...others].map(({ unknown }) => roleName(nameOf(unknown.id)));
  const name =
    others.length === 0
      ? unknownName(kind, id, nameOf(id))
      : `${plurals[kind]} ${listText(names, mostNamed)}`;
  return `${capitalised(name)}: ${why.replace(/\.$/, '')}. ${whatToDo}${first.suffix ?? ''}`;
}
