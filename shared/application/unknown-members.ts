import leven from 'leven';
import { InputError } from '../core/errors.ts';
import type { JsonObject } from './graph-paging.ts';

/**
 * The members of an object that are none of the known ones, as a newer version may write them. Throws InputError naming
 * those that must be a slip for a known one that is absent: passed over, it would read as if nothing had been given.
 * Names with `@` or `#` in them, or `$` before them, are annotations and no members.
 */
export function unknownMembers(object: JsonObject, known: readonly string[]): readonly string[] {
  const unknown = Object.keys(object).filter((name) => !known.includes(name) && !/[@#]|^\$/.test(name));
  const absent = known.filter((name) => !(name in object));
  const problems = unknown.flatMap((name) => {
    const meant = absent.find((one) => isSlip(name, one));
    return meant === undefined ? [] : [{ member: name, message: `is not known: did you mean "${meant}"?` }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return unknown;
}

/** One letter, two in a long name; capitals and what is neither letter nor digit do not count. */
function isSlip(name: string, meant: string): boolean {
  return leven(plain(name), plain(meant), { maxDistance: 3 }) <= (meant.length < 10 ? 1 : 2);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
