import { applicationName } from './application-name.ts';
import { roleName } from './role-name.ts';

/** The ids of unknown policies that stand for many, or for what is no policy. */
export const unreadPolicies = 'unread policies';
export const unknownSecurityDefaults = 'security defaults';

/** `the named location 4f2a…`: an unknown in a sentence for a person. `name`: what the id is the id of, where known. */
export function unknownName(kind: string, id: string, name = id): string {
  switch (kind) {
    case 'users':
    case 'namedLocations':
      return id;
    case 'policy':
      return policyPhrase(id, name);
    case 'role':
      return rolePhrase(id);
    case 'namedLocation':
      return locationPhrase(id, name);
    case 'trustedNamedLocation':
      return `whether ${locationPhrase(id, name)} is trusted`;
    case 'directMember':
      return `who is a direct member of the group ${name}`;
    case 'guestType':
      return 'which type of guest a user is, if any';
    case 'homeTenant':
      return 'which tenant a guest comes from';
    case 'baselineScopes':
      return 'whether policies cover requests for baseline scopes only';
    case 'applicationSuite':
      return `whether ${inSuite(id)}`;
    case 'grantOperator':
      return 'a grant operator that is not known';
    case 'condition':
      // The id of a condition is its path with all that it says; the sentence goes on with both.
      return `the condition ${id.replace(/=.*$/s, '')}`;
    case 'grantControl':
      return `the grant control ${name.replace(/=.*$/s, '')}`;
    default:
      return `the ${kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${name}`;
  }
}

/** `if in the group Crew`, `unless the condition conditions.times applies`: under which value of it a gap is open. */
export function unknownClause(kind: string, id: string, holds: boolean, name = id): string {
  const is = holds ? 'if' : 'if not';
  const does = holds ? 'if' : 'unless';
  switch (kind) {
    case 'group':
      return `${is} in the group ${name}`;
    case 'directMember':
      return `${is} a direct member of the group ${name}`;
    case 'role':
      return `${is} a holder of ${rolePhrase(id)}`;
    case 'namedLocation':
      return `${is} in ${locationPhrase(id, name)}`;
    case 'trustedNamedLocation':
      return `${does} ${locationPhrase(id, name)} is trusted`;
    case 'guestType':
      return `${is} a guest of the type ${id}`;
    case 'baselineScopes':
      return `${does} policies cover requests for baseline scopes only`;
    case 'applicationSuite':
      return `${does} ${inSuite(id)}`;
    case 'policy':
      return `${does} ${policyPhrase(id, name)} ${isMany(id) ? 'apply' : 'applies'}`;
    default:
      return `${does} ${unknownName(kind, id, name)} applies`;
  }
}

function policyPhrase(id: string, name: string): string {
  if (id === unreadPolicies) return 'policies that were not read';
  if (id === unknownSecurityDefaults) return id;
  return `the policy ${name === id ? id : `"${name}"`}`;
}

function isMany(policyId: string): boolean {
  return policyId === unreadPolicies || policyId === unknownSecurityDefaults;
}

/** An id that is no id says itself which role is meant: "any administrative role". */
function rolePhrase(id: string): string {
  return id.includes(' ') ? id : `the role ${roleName(id)}`;
}

function locationPhrase(id: string, name: string): string {
  return id.toLowerCase() === 'alltrusted' ? 'the trusted named locations' : `the named location ${name}`;
}

/** `the app X lies in Office 365`, of the id `Office365/X`. */
function inSuite(id: string): string {
  const [suite = '', appId = ''] = id.split('/');
  return `${applicationName(appId)} lies in ${applicationName(suite)}`;
}
