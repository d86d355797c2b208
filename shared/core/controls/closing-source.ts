import type { AccountSet } from '../conditional-access/account-set.ts';
import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import {
  type Dimension,
  everywhere,
  intersect,
  nowhere,
  type PointSet,
  type Region,
  regionKey,
} from '../prover/cube.ts';
import { type Closing, nothing, type ThreeValuedCover } from '../prover/three-values.ts';

/** Something that closes a part of the scope for some users: a protection, exceptions, or not being spoken of. */
export interface ClosingSource {
  readonly policy?: UnderstoodPolicy | undefined;
  readonly region: Region;
  readonly usersRegion: (user: UserClass) => Region;
  /** What tells users apart for it; nothing where `tellsApart` is false. */
  readonly tellers: () => readonly AccountSet[];
  readonly tellsApart?: boolean;
}

/** A source with the boxes that it contributes, worked out once for all users who meet it alike. */
export class Closer {
  readonly source: ClosingSource;
  /** For users whom it reaches whatever is unknown of them. */
  readonly whole: Closing;
  readonly #cover: ThreeValuedCover;
  readonly #homeTenant: Dimension;
  readonly #byUsers = new Map<string, Region>();
  readonly #closings = new Map<Region, Closing>();
  #tellers: readonly AccountSet[] | undefined;

  constructor(source: ClosingSource, cover: ThreeValuedCover, homeTenant: Dimension) {
    this.source = source;
    this.#cover = cover;
    this.#homeTenant = homeTenant;
    this.whole = cover.add(source.region);
    this.#closings.set(source.region, this.whole);
  }

  get tellers(): readonly AccountSet[] {
    this.#tellers ??= this.source.tellers();
    return this.#tellers;
  }

  closingFor(user: UserClass): Closing {
    const region = this.regionFor(user);
    if (region.length === 0) return nothing;
    const known = this.#closings.get(region);
    if (known !== undefined) return known;
    const closing = this.#cover.add(region);
    this.#closings.set(region, closing);
    return closing;
  }

  /** What it closes for these users; the same region for all who meet it alike. */
  regionFor(user: UserClass): Region {
    const reached = this.source.usersRegion(user);
    if (reached === everywhere) return this.source.region;
    const users = this.#withinUser(reached, user);
    if (users.length === 0) return nowhere;
    if (users.some((cube) => cube.size === 0)) return this.source.region;
    const key = regionKey(users);
    const known = this.#byUsers.get(key);
    if (known !== undefined) return known;
    const region = intersect(users, this.source.region);
    this.#byUsers.set(key, region);
    return region;
  }

  /** What is known of the user's guest type and home tenant needs no dimension any more. */
  #withinUser(region: Region, user: UserClass): Region {
    const known: readonly (readonly [Dimension, PointSet])[] = [
      [guestTypeDimension, user.guestTypes],
      [this.#homeTenant, user.homeTenants],
    ];
    return known.reduce(
      (rest, [dimension, points]) =>
        rest.flatMap((cube) => {
          const set = cube.get(dimension);
          if (set === undefined) return [cube];
          if ((set & points) === 0n) return [];
          if ((points & ~set) !== 0n) return [cube];
          return [new Map([...cube].filter(([other]) => other !== dimension))];
        }),
      region,
    );
  }
}
