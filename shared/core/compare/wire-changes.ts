import { isRecord } from '../conditional-access/wire.ts';
import type { TenantSnapshot } from '../tenant-snapshot.ts';
import type { MemberChange, ObjectChange, TenantChanges } from './comparison.ts';

/** What is written differently in the two, policy by policy and location by location, as far as they have ids. */
export function wireChanges(before: Written, after: Written): TenantChanges {
  return {
    policies: objectChanges(before.policies, after.policies),
    namedLocations: objectChanges(before.namedLocations ?? [], after.namedLocations ?? []),
  };
}

type Written = Pick<TenantSnapshot, 'policies' | 'namedLocations'>;
type Wire = Readonly<Record<string, unknown>> & { readonly id: string };

function objectChanges(before: readonly unknown[], after: readonly unknown[]): readonly ObjectChange[] {
  const then = byId(before);
  const now = byId(after);
  return [...new Set([...then.keys(), ...now.keys()])].flatMap(
    (id) => changeOf(then.get(id), now.get(id)) ?? [],
  );
}

function byId(elements: readonly unknown[]): ReadonlyMap<string, Wire> {
  return new Map(elements.filter(hasId).map((element) => [element.id, element]));
}

function hasId(element: unknown): element is Wire {
  return isRecord(element) && typeof element['id'] === 'string';
}

function changeOf(before: Wire | undefined, after: Wire | undefined): ObjectChange | undefined {
  const { id, displayName } = after ?? before ?? { id: '', displayName: '' };
  const named = { id, displayName: typeof displayName === 'string' ? displayName : id };
  if (before === undefined) return { ...named, change: 'added', members: [] };
  if (after === undefined) return { ...named, change: 'removed', members: [] };
  const members = memberChanges(before, after);
  return members.length === 0 ? undefined : { ...named, change: 'changed', members };
}

/** Times say only that something was written. */
const passedOver = new Set(['id', 'createdDateTime', 'modifiedDateTime']);

/** Member by member, by Graph's paths; null stands for an absent, null or empty value. */
export function memberChanges(before: unknown, after: unknown, path = ''): readonly MemberChange[] {
  if (!isObjectOrNothing(before) || !isObjectOrNothing(after) || (isNothing(before) && isNothing(after)))
    return sameText(before, after) ? [] : [{ member: path, before: orNull(before), after: orNull(after) }];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !/[@#]/.test(name) && !passedOver.has(name))
    .flatMap((name) => memberChanges(before?.[name], after?.[name], path === '' ? name : `${path}.${name}`));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function isObjectOrNothing(value: unknown): value is Readonly<Record<string, unknown>> | null | undefined {
  return isRecord(value) ? !Array.isArray(value) : value === null || value === undefined;
}

/** Lists of names are equal in any order; an empty one is nothing. */
function sameText(before: unknown, after: unknown): boolean {
  return (isNothing(before) && isNothing(after)) || textOf(before) === textOf(after);
}

function textOf(value: unknown): string {
  const isList = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return JSON.stringify(isList ? value.toSorted() : value) ?? '';
}

function orNull(value: unknown): unknown {
  return isNothing(value) ? null : value;
}
