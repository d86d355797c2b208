import { roleName } from './role-name.ts';

/** `the named location 4f2a…`: an unknown in a sentence for a person. */
export function unknownName(kind: string, id: string): string {
  switch (kind) {
    case 'users':
    case 'namedLocations':
      return id;
    case 'role':
      return rolePhrase(id);
    case 'guestType':
      return 'which type of guest a user is, if any';
    case 'condition':
      // The id of a condition is its path with all that it says; the sentence goes on with both.
      return `the condition ${id.replace(/=.*$/s, '')}`;
    default:
      return `the ${kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${id}`;
  }
}

/** `if in the group 4f2a…`, `unless the condition conditions.times applies`: under which value of it a gap is open. */
export function unknownClause(kind: string, id: string, holds: boolean): string {
  const is = holds ? 'if' : 'if not';
  switch (kind) {
    case 'group':
      return `${is} in the group ${id}`;
    case 'directMember':
      return `${is} a direct member of the group ${id}`;
    case 'role':
      return `${is} a holder of ${rolePhrase(id)}`;
    case 'namedLocation':
      return `${is} in the named location ${id}`;
    case 'trustedNamedLocation':
      return `${holds ? 'if' : 'unless'} the named location ${id} is trusted`;
    default:
      return `${holds ? 'if' : 'unless'} ${unknownName(kind, id)} applies`;
  }
}

/** An id that is no id says itself which role is meant: "any administrative role". */
function rolePhrase(id: string): string {
  return id.includes(' ') ? id : `the role ${roleName(id)}`;
}
