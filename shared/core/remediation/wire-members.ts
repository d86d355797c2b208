import { isRecord } from '../conditional-access/wire.ts';
import type { WirePolicy } from './plan.ts';

/** The member at Graph's path, e.g. `conditions.users`, whatever the case of the names; undefined where there is none. */
export function memberAt(policy: WirePolicy, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isRecord(value) ? value[nameIn(value, name)] : undefined), policy);
}

/** The same policy with another value at that path; what is missing on the way there is added. */
export function withMember(policy: WirePolicy, path: string, value: unknown): WirePolicy {
  const [first = '', ...rest] = path.split('.');
  const name = nameIn(policy, first);
  if (rest.length === 0) return { ...policy, [name]: value };
  const inner = policy[name];
  return { ...policy, [name]: withMember(isRecord(inner) ? inner : {}, rest.join('.'), value) };
}

/** The strings at that path; empty where there is no list. */
export function listAt(policy: WirePolicy, path: string): readonly string[] {
  const value = memberAt(policy, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Ids and names are equal in any case. */
export function includesName(values: readonly string[], wanted: string): boolean {
  return values.some((value) => isSameName(value, wanted));
}

export function without(values: readonly string[], gone: readonly string[]): readonly string[] {
  return values.filter((value) => !includesName(gone, value));
}

export function together(values: readonly string[], more: readonly string[]): readonly string[] {
  return [...values, ...more.filter((value) => !includesName(values, value))];
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** As the policy writes it. */
function nameIn(object: Readonly<Record<string, unknown>>, name: string): string {
  if (name in object) return name;
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}
