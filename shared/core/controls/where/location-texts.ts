import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import type { GapInScope } from './gap-in-scope.ts';
import { locationWords, lookups } from './location-words.ts';

/** Where a gap lies, for programs: one text for each place that it has. Undefined where it may be anywhere. */
export function locationTexts(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const network = space.compliantNetwork;
  const texts = [
    ...lookups(space)
      .filter(({ dimension }) => gap.isRestricted(dimension))
      .flatMap((lookup) => locationWords(lookup, space).names(gap.part(lookup.dimension))),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map(
      (side) => `${side} the compliant network`,
    ),
  ];
  return texts.length === 0 ? undefined : texts;
}
