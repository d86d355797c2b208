import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import type { GapInScope } from './gap-in-scope.ts';
import { locationWords, lookups } from './location-words.ts';

/** Where a gap lies, for a person: `from outside Head office and from Countries we work in`, `from anywhere`. */
export function locationPhrase(gap: GapInScope, space: SignInSpace): string {
  const network = space.compliantNetwork;
  const phrases = [
    ...lookups(space)
      .filter(({ dimension }) => gap.isRestricted(dimension))
      .map((lookup) => `from ${locationWords(lookup, space).phrase(gap.part(lookup.dimension))}`),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map((side) =>
      side === 'inside' ? 'from the compliant network' : 'from outside the compliant network',
    ),
  ];
  return phrases.length === 0 ? 'from anywhere' : phrases.join(' and ');
}
