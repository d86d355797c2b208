import type { MemberChange } from '../../compare/comparison.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import { listText } from '../../controls/list-text.ts';
import type { PolicyDrift } from './drift.ts';

/** Who changed a policy, as far as somebody knows. */
export interface Change {
  /** As people call them; empty: it is not known, and `why` says why not. */
  readonly by: readonly string[];
  /** ISO 8601: the last time; null: it is not known. */
  readonly at: string | null;
  readonly why?: string;
}

type Drifted = Extract<PolicyDrift, { kind: 'renamed' | 'changed' | 'deleted' }>;

/** One or two sentences: which policy, who, what, when. `nameOf`: the name of the object with that id, or the id. */
export function driftText(drift: Drifted, { by, at, why }: Change, nameOf: (id: string) => string): string {
  const who = by.length === 0 ? 'somebody' : listText(by);
  const when = at === null ? '' : ` on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
  const unknown = by.length === 0 && why !== undefined ? ` ${why}` : '';
  return `The policy "${drift.policy.displayName}": ${who} ${whatText(drift, nameOf)}${when}.${unknown}`;
}

function whatText(drift: Drifted, nameOf: (id: string) => string): string {
  if (drift.kind === 'deleted') return 'deleted it';
  return listText(
    drift.differences.flatMap((difference) => phrasesOf(difference, nameOf)),
    mostPhrases,
  );
}

const mostPhrases = 5;

function phrasesOf(
  { member, before, after }: MemberChange,
  nameOf: (id: string) => string,
): readonly string[] {
  const name = member.split('.').at(-1) ?? member;
  if (name === 'state') return [stateText[String(after)] ?? `set its state to ${textOf(after)}`];
  if (name === 'displayName') return [`gave it that name in place of "${textOf(before)}"`];
  if (!isList(before) || !isList(after)) {
    return [`changed ${member} from ${valueText(before, nameOf)} to ${valueText(after, nameOf)}`];
  }
  const then = (before ?? []).map(textOf);
  const now = (after ?? []).map(textOf);
  const added = now.filter((value) => !then.includes(value)).map(nameOf);
  const removed = then.filter((value) => !now.includes(value)).map(nameOf);
  return [
    ...(removed.length > 0 ? [`took ${listText(removed)} out of ${name}`] : []),
    ...(added.length > 0 ? [`put ${listText(added)} into ${name}`] : []),
  ];
}

const stateText: Readonly<Record<string, string>> = {
  enabled: 'switched it on',
  disabled: 'switched it off',
  enabledForReportingButNotEnforced: 'set it to report-only',
};

function isList(value: unknown): value is readonly unknown[] | null {
  return value === null || Array.isArray(value);
}

function valueText(value: unknown, nameOf: (id: string) => string): string {
  if (Array.isArray(value)) return listText(value.map((item) => nameOf(textOf(item))));
  return value === null ? 'nothing' : nameOf(textOf(value));
}

/** An object by its values. */
function textOf(value: unknown): string {
  if (!isRecord(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return Object.values(value).map(textOf).join(' ');
}
