import { allPoints, type Cube, type Dimension, type PointSet, type Region } from '../prover/cube.ts';
import type { Account } from './account.ts';
import { guestTypeDimension } from './guest-types.ts';

/** Users whom nothing that was asked so far tells apart: the same point of the sign-in space. */
export interface UserClass {
  /** `possibly`: a pass must hold for them; they are not enough for a fail. */
  readonly exists: 'surely' | 'possibly';
  readonly origin: UserOrigin;
  /** Of the account that speaks for all; absent for users without one. */
  readonly number?: number;
  /** The guest types that they may be of. */
  readonly guestTypes: PointSet;
  /** Where they may come from, as guests: points of the space's `homeTenant`. */
  readonly homeTenants: PointSet;
  /** Whether it is that one user. Ids in lower case. */
  readonly is: (userId: string) => boolean;
  readonly isAmong: (userIds: ReadonlySet<string>) => boolean;
  /** Where the user is in that group, or holds that role: everywhere, nowhere, or under unknowns of the user. */
  readonly inGroup: (groupId: string) => Region;
  readonly inRole: (roleId: string) => Region;
  /** Where the user holds an administrative role, actively and at any scope. */
  readonly isAdministrator: () => Region;
}

/** Accounts by number, made out only when they are asked for. */
export interface AccountList {
  readonly length: number;
  readonly first: (most: number) => readonly Account[];
  /** In the same order, one by one. */
  readonly all: () => Iterable<Account>;
}

export type UserOrigin =
  /** Users with an object in the directory that was given. */
  | { readonly kind: 'directory'; readonly accounts: AccountList }
  /** Users of whom only the id is known. */
  | { readonly kind: 'named'; readonly accounts: AccountList }
  /** Whoever holds a role, known by id only: perhaps no user at all. */
  | { readonly kind: 'roleHolder'; readonly accounts: AccountList }
  /** Guests of a type without an object. */
  | { readonly kind: 'withoutObject'; readonly description: string }
  /** Users who are taken to exist, or may exist, where no directory says who does. */
  | {
      readonly kind: 'assumed';
      readonly description: string;
      readonly groups: readonly string[];
      readonly roles: readonly string[];
    };

/** What is in doubt of the user: the part of the space that the user's guest type and home tenant leave. */
export function partInDoubt({ guestTypes, homeTenants }: UserClass, homeTenant: Dimension): Cube {
  const dimensions = [
    [guestTypeDimension, guestTypes],
    [homeTenant, homeTenants],
  ] as const;
  return new Map(
    dimensions.filter(([dimension, points]) => isInDoubt(points) && points !== allPoints(dimension)),
  );
}

function isInDoubt(points: PointSet): boolean {
  return (points & (points - 1n)) !== 0n;
}
