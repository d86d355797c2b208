import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import { listText } from '../list-text.ts';
import type { GapInScope } from './gap-in-scope.ts';
import { type Lookup, locationWords, lookups } from './location-words.ts';

const mostNamed = 5;

/** Where a gap lies, for a person: `from outside Head office and in Countries we work in`, `from anywhere`. */
export function locationPhrase(gap: GapInScope, space: SignInSpace): string {
  const network = space.compliantNetwork;
  const [first, ...others] = [
    ...restrictedLookups(gap, space).map((lookup) =>
      locationWords(lookup, space).phrase(gap.part(lookup.dimension)),
    ),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map((side) =>
      side === 'inside' ? 'the compliant network' : 'outside the compliant network',
    ),
  ];
  if (first === undefined) return 'from anywhere';
  return [`from ${first}`, ...others.map((text) => (text.startsWith('outside ') ? text : `in ${text}`))].join(
    ' and ',
  );
}

/** The same of several places in one: `from Office or Home`, `from Office or from outside Europe`. */
export function locationsPhrase(gaps: readonly GapInScope[], space: SignInSpace): string {
  const phrases = [...new Set(gaps.map((gap) => locationPhrase(gap, space)))];
  const [only = 'from anywhere', ...others] = phrases;
  if (others.length === 0) return only;
  if (phrases.includes('from anywhere')) return 'from anywhere';
  const locations = gaps.map((gap) => locationsIn(gap, space));
  return locations.includes(undefined)
    ? listText(phrases, mostNamed, 'or')
    : `from ${listText([...new Set(locations.flatMap((names) => names ?? []))], mostNamed, 'or')}`;
}

/** The named locations that a gap consists of, where it is told by nothing else. */
function locationsIn(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const [lookup, ...others] = restrictedLookups(gap, space);
  if (lookup === undefined || others.length > 0 || gap.isRestricted(space.compliantNetwork)) return undefined;
  return locationWords(lookup, space).locations(gap.part(lookup.dimension));
}

function restrictedLookups(gap: GapInScope, space: SignInSpace): readonly Lookup[] {
  return lookups(space).filter(({ dimension }) => gap.isRestricted(dimension));
}
