import { guidOf } from '../../sandbox/entra-tenant/company/deterministic.ts';
import type { RandomNumbers } from './random-numbers.ts';

/** Larger groups come first: the number of a group is its rank by size. */
export interface GeneratedGroup {
  readonly id: string;
  readonly displayName: string;
  /** Numbers of the groups that are its direct members. */
  readonly nested: readonly number[];
}

const levels = 5;

/** Each group but those of the first level lies in one of the level above: five deep. */
export function drawGroups(seed: string, count: number, random: RandomNumbers): readonly GeneratedGroup[] {
  const nested = Array.from({ length: count }, (): number[] => []);
  for (let group = 0; group < count; group++) {
    const level = group % levels;
    if (level === 0) continue;
    const above = random.below(Math.ceil((count - level + 1) / levels)) * levels + level - 1;
    nested[above]?.push(group);
  }
  return nested.map((groups, number) => ({
    id: guidOf(seed, `group/${number}`),
    displayName: `${subjects[number % subjects.length]} ${number + 1}`,
    nested: groups,
  }));
}

const subjects = [
  'Department',
  'Site',
  'Project',
  'Application users',
  'Licence',
  'Distribution',
  'Exception',
];
