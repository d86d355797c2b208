import type { Memberships } from '../conditional-access/memberships.ts';
import type { Allowance } from '../exceptions/allowed-regions.ts';
import { everywhere, nowhere, regionKey } from '../prover/cube.ts';
import type { ClosingSource } from './closing-source.ts';
import type { Question } from './question.ts';

/** What closes parts of a question's scope: protections, the strongest first, and exceptions. */
export function closingSources(question: Question): {
  readonly protections: readonly ClosingSource[];
  readonly allowances: readonly ClosingSource[];
} {
  return {
    protections: strongestFirst(question.protections, question),
    allowances: allowedTogether(question.allowances, question.memberships),
  };
}

/** What closes the whole scope by itself comes first, then what is for all users, then what speaks of the fewest conditions. */
function strongestFirst<Source extends ClosingSource>(
  sources: readonly Source[],
  { scope }: Question,
): readonly Source[] {
  const weight = ({ region, policy }: Source) => {
    const conditions = Math.min(
      ...region.map(
        (cube) =>
          [...cube].filter(([dimension, set]) => ((scope.get(dimension) ?? ~0n) & ~set) !== 0n).length,
      ),
    );
    const includesAll =
      policy?.users.kind !== 'understood' ||
      policy.users.include.users.some((id) => id.toLowerCase() === 'all');
    return conditions * 2 + (includesAll ? 0 : 1);
  };
  return sources
    .map((source) => ({ source, weight: weight(source) }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ source }) => source);
}

/** Exceptions for the same resources as one, since there can be thousands of them. */
function allowedTogether(
  allowances: readonly Allowance[],
  memberships: Memberships,
): readonly ClosingSource[] {
  const alike = Map.groupBy(allowances, ({ resources }) => regionKey(resources));
  return [...alike.values()].map((same) => ({
    region: same[0]?.resources ?? nowhere,
    usersRegion: (user) => {
      const regions = same.flatMap(({ usersRegion }) => usersRegion(user));
      return regions.some(({ size }) => size === 0) ? everywhere : regions;
    },
    tellers: () => [
      memberships.union(same.map(({ users }) => users)),
      ...same.flatMap(({ perhaps }) => perhaps ?? []),
    ],
  }));
}
