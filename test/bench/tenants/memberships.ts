import type { RandomNumbers } from './random-numbers.ts';
import { zipf } from './zipf.ts';

/** The users of each group, by number, without an object per membership. */
export interface Memberships {
  readonly count: number;
  readonly ofGroup: (group: number) => Uint32Array;
}

const groupsOfUser = 5;

/** Five different groups a user; a few groups hold most of the company, most groups hold few. */
export function drawMemberships(users: number, groups: number, random: RandomNumbers): Memberships {
  const drawn = drawGroups(users, zipf(groups, random));
  const end = new Uint32Array(groups);
  for (const group of drawn) end[group] = (end[group] ?? 0) + 1;
  for (let group = 1; group < groups; group++) end[group] = (end[group] ?? 0) + (end[group - 1] ?? 0);

  const start = end.slice();
  const usersByGroup = new Uint32Array(drawn.length);
  for (let membership = drawn.length - 1; membership >= 0; membership--) {
    const group = drawn[membership] ?? 0;
    const position = (start[group] ?? 0) - 1;
    start[group] = position;
    usersByGroup[position] = Math.floor(membership / groupsOfUser);
  }
  return {
    count: drawn.length,
    ofGroup: (group) => usersByGroup.subarray(start[group], end[group]),
  };
}

/** The groups of the first user, then those of the second, and so on. */
function drawGroups(users: number, draw: () => number): Uint16Array {
  const drawn = new Uint16Array(users * groupsOfUser);
  const ofOne = new Set<number>();
  for (let user = 0; user < users; user++) {
    ofOne.clear();
    while (ofOne.size < groupsOfUser) ofOne.add(draw());
    drawn.set([...ofOne], user * groupsOfUser);
  }
  return drawn;
}
