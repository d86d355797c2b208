import type { MemberChange, ObjectChange, TenantChanges } from '../core/compare/comparison.ts';
import { isRecord } from '../core/conditional-access/wire.ts';
import { listText } from '../core/controls/list-text.ts';
import { type NameOf, nameOfAny } from './object-names.ts';

const mostObjects = 20;
const mostNamed = 5;

/** What was written differently, one sentence for each policy and named location. */
export function changeSentences(
  { policies, namedLocations }: TenantChanges,
  nameOf: NameOf,
): readonly string[] {
  const sentences = [
    ...policies.map((policy) => sentence('The policy', policy, nameOf)),
    ...namedLocations.map((location) => sentence('The named location', location, nameOf)),
  ];
  const more = sentences.length - mostObjects;
  return more > 0 ? [...sentences.slice(0, mostObjects), `and ${more} more.`] : sentences;
}

function sentence(what: string, { id, displayName, change, members }: ObjectChange, nameOf: NameOf): string {
  const name = `${what} "${displayName || id}"`;
  if (change !== 'changed') return `${name} was ${change}.`;
  return `${name}: ${members.map((member) => memberChangeText(member, nameOf)).join('; ')}.`;
}

/** `excludeGroups: added Dev Tools`, `state: enabled -> disabled` */
export function memberChangeText({ member, before, after }: MemberChange, nameOf: NameOf): string {
  if (!isList(before) || !isList(after))
    return `${member}: ${valueText(before, nameOf)} -> ${valueText(after, nameOf)}`;
  const then = new Set((before ?? []).map(textOf));
  const now = new Set((after ?? []).map(textOf));
  const texts = [
    ['added', [...now].filter((value) => !then.has(value))],
    ['removed', [...then].filter((value) => !now.has(value))],
  ] as const;
  const told = texts.filter(([, values]) => values.length > 0);
  return `${member}: ${told.map(([verb, values]) => `${verb} ${names(values, nameOf)}`).join(', ')}`;
}

function isList(value: unknown): value is readonly unknown[] | null {
  return value === null || Array.isArray(value);
}

function valueText(value: unknown, nameOf: NameOf): string {
  return value === null ? 'nothing' : names([textOf(value)], nameOf);
}

/** An object, as a range of addresses is, by its values. */
function textOf(value: unknown): string {
  if (!isRecord(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const members = Object.entries(value).filter(([name]) => !name.includes('@'));
  return members.map(([, part]) => textOf(part)).join('-');
}

/** An id by the name of what it is the id of, whatever that is. */
function names(ids: readonly string[], nameOf: NameOf): string {
  return listText(
    ids.map((id) => nameOfAny(id, nameOf)),
    mostNamed,
  );
}
