import type { Unread } from '../tenant-snapshot.ts';

export type UnreadKind =
  | 'group'
  | 'role'
  | 'namedLocations'
  | 'policies'
  | 'users'
  | 'securityDefaults'
  | 'baselineScopes'
  | 'licences'
  | 'roleEligibilities';

/** The words that exports use for the kinds, in lower case. */
const kinds = new Map<string, UnreadKind>([
  ['group', 'group'],
  ['groups', 'group'],
  ['role', 'role'],
  ['roles', 'role'],
  ['roleassignments', 'role'],
  ['namedlocation', 'namedLocations'],
  ['namedlocations', 'namedLocations'],
  ['policy', 'policies'],
  ['policies', 'policies'],
  ['user', 'users'],
  ['users', 'users'],
  ['securitydefaults', 'securityDefaults'],
  ['baselinescopes', 'baselineScopes'],
  ['licences', 'licences'],
  ['roleeligibilities', 'roleEligibilities'],
]);

/** A kind that is not known counts as a policy that was not read: it may matter. */
export function unreadKind(word: string): UnreadKind {
  return kinds.get(word.toLowerCase()) ?? 'policies';
}

/** What could not be read, by kind. */
export class UnreadIndex {
  readonly #entries: readonly (Unread & { readonly of: UnreadKind })[];

  constructor(unread: readonly Unread[]) {
    this.#entries = unread.map((entry) => ({
      ...entry,
      of: unreadKind(entry.kind),
    }));
  }

  /** All of that kind is unread. */
  whole(kind: UnreadKind): boolean {
    return this.#entries.some((entry) => entry.of === kind && entry.id === undefined);
  }

  /** That one is unread by name. */
  names(kind: UnreadKind, id: string): boolean {
    return this.ids(kind).some((unread) => unread.toLowerCase() === id.toLowerCase());
  }

  covers(kind: UnreadKind, id: string): boolean {
    return this.whole(kind) || this.names(kind, id);
  }

  ids(kind: UnreadKind): readonly string[] {
    return this.#entries.flatMap((entry) => (entry.of === kind && entry.id !== undefined ? [entry.id] : []));
  }

  any(kind: UnreadKind): boolean {
    return this.#entries.some((entry) => entry.of === kind);
  }

  /** Why it could not be read, in the reader's words. */
  why(kind: UnreadKind, id?: string): string | undefined {
    const of = this.#entries.filter((entry) => entry.of === kind);
    const named = of.find((entry) => id !== undefined && entry.id?.toLowerCase() === id.toLowerCase());
    return (named ?? of.find((entry) => entry.id === undefined))?.why;
  }
}
