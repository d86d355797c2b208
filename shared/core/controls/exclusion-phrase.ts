import { groupPhrase } from '../conditional-access/group-phrase.ts';
import type { Cause } from './control-result.ts';
import { guestTypeNames } from './guest-type-name.ts';
import { listText } from './list-text.ts';
import { roleName } from './role-name.ts';

/** Whom a policy excludes, in words. */
export interface ExclusionPhrase {
  readonly kind: 'user' | 'group' | 'role' | 'guests';
  /** Those who are excluded, at the beginning of a sentence: `members of Dev Tools`. */
  readonly who: string;
  /** What a description of users holds that names them already: ` of Dev Tools`. */
  readonly told: string;
  /** After "excludes", where they were named before: `the group`. */
  readonly short: string;
  /** After "excludes": `the group Dev Tools`. */
  readonly long: string;
}

/** Undefined for a cause that is no exclusion of users. */
export function exclusionPhrase({ member, value }: Cause): ExclusionPhrase | undefined {
  switch (member) {
    case 'conditions.users.excludeGroups':
      return {
        kind: 'group',
        who: `members of ${groupPhrase(value)}`,
        told: ` of ${groupPhrase(value)}`,
        short: 'the group',
        long: `the group ${value}`,
      };
    case 'conditions.users.excludeRoles':
      return rolePhrase(roleName(value));
    case 'conditions.users.excludeUsers':
      return value.toLowerCase() === 'guestsorexternalusers' ? guestsPhrase([value]) : usersPhrase(value);
    case 'conditions.users.excludeGuestsOrExternalUsers':
      return guestsPhrase(value.split(','));
    default:
      return undefined;
  }
}

/** One by name, or several with "and" between them. */
function usersPhrase(names: string): ExclusionPhrase {
  return / and /.test(names)
    ? { kind: 'user', who: 'users excluded by name', told: names, short: 'them', long: names }
    : { kind: 'user', who: `the user ${names}`, told: ` user ${names}`, short: 'this user', long: names };
}

function rolePhrase(name: string): ExclusionPhrase {
  const long = `the role ${name}`;
  return { kind: 'role', who: `holders of ${long}`, told: ` of ${long}`, short: 'the role', long };
}

function guestsPhrase(types: readonly string[]): ExclusionPhrase {
  const names = listText(guestTypeNames(types));
  return { kind: 'guests', who: names, told: names, short: 'them', long: names };
}
