import type { PointSet, Region } from '../prover/cube.ts';
import type { Account } from './account.ts';

/** Users whom nothing in the tenant's policies tells apart: the same point of the sign-in space. */
export interface UserClass {
  /** `possibly`: a pass must hold for them; they are not enough for a fail. */
  readonly exists: 'surely' | 'possibly';
  readonly origin: UserOrigin;
  /** The guest types that they may be of. */
  readonly guestTypes: PointSet;
  /** Where they may come from, as guests: points of the space's `homeTenant`. */
  readonly homeTenants: PointSet;
  /** Whether it is that one user. Ids in lower case. */
  readonly is: (userId: string) => boolean;
  /** Where the user is in that group, or holds that role: everywhere, nowhere, or under unknowns of the user. */
  readonly inGroup: (groupId: string) => Region;
  readonly inRole: (roleId: string) => Region;
  /** Where the user holds an administrative role, actively and at any scope. */
  readonly isAdministrator: Region;
}

export type UserOrigin =
  /** Users with an object in the directory that was given. */
  | { readonly kind: 'directory'; readonly accounts: readonly Account[] }
  /** Users of whom only the id is known. */
  | { readonly kind: 'named'; readonly accounts: readonly Account[] }
  /** Whoever holds a role, known by id only: perhaps no user at all. */
  | { readonly kind: 'roleHolder'; readonly accounts: readonly Account[] }
  /** Guests of a type without an object. */
  | { readonly kind: 'withoutObject'; readonly description: string }
  /** Users who are taken to exist, or may exist, where no directory says who does. */
  | {
      readonly kind: 'assumed';
      readonly description: string;
      readonly groups: readonly string[];
      readonly roles: readonly string[];
    };
