const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A group after "member of": by its name alone, but an id says that it is one. */
export function groupPhrase(nameOrId: string): string {
  return guid.test(nameOrId) ? `the group ${nameOrId}` : nameOrId;
}
