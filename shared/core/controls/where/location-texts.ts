import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import type { GapInScope } from './gap-in-scope.ts';
import { locationWords, lookups } from './location-words.ts';

/**
 * Where a gap lies, for programs: it is in any of these. One text for each place that it has; where it must be in one
 * place by its address and in another by its country, one text says both. Undefined where it may be anywhere.
 */
export function locationTexts(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const network = space.compliantNetwork;
  const [only, ...others] = [
    ...lookups(space)
      .filter(({ dimension }) => gap.isRestricted(dimension))
      .map((lookup) => locationWords(lookup, space).names(gap.part(lookup.dimension))),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map((side) => [
      `${side} the compliant network`,
    ]),
  ];
  if (only === undefined || others.length === 0) return only;
  return [[only, ...others].map((names) => `(${names.join(' or ')})`).join(' and ')];
}

/** The same of several places. */
export function allLocationTexts(
  gaps: readonly GapInScope[],
  space: SignInSpace,
): readonly string[] | undefined {
  const texts = gaps.map((gap) => locationTexts(gap, space));
  return texts.includes(undefined) ? undefined : [...new Set(texts.flatMap((some) => some ?? []))];
}
