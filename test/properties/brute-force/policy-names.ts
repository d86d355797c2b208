import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { isObject } from './wire.ts';

/**
 * What each policy is called in a doubt whether it protects at all: by its place in the list. Of policies that share an
 * id and differ, nobody knows which one another with that id was before a change: these are called by what they say.
 */
export function policyNames({ policies }: TenantSnapshot): readonly string[] {
  const told = policies.map((wire) => ({ id: idOf(wire), says: textOfAll(wire) }));
  return told.map(({ id, says }, place) => {
    const sharesId = id !== null && told.some((other) => other.id === id && other.says !== says);
    return sharesId ? `the policy ${says}` : `policy ${place + 1}`;
  });
}

function idOf(wire: unknown): string | null {
  const id = isObject(wire) ? wire['id'] : null;
  return typeof id === 'string' && id !== '' ? id : null;
}

/** The same for what says the same: members come in any order, and those without anything in them say nothing. */
function textOfAll(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOfAll).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .filter((name) => !/[@#]/.test(name) && !saysNothing(value[name]))
    .sort();
  return `{${members.map((name) => `${name}: ${textOfAll(value[name])}`).join()}}`;
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(saysNothing);
}
