import type { NamedLocation } from '../graph-types.ts';
import type { LocationsCondition } from '../policy-types.ts';
import { liesInNamedLocation, namedLocationsOf } from './locations.ts';
import type { SignIn } from './sign-in.ts';

/** Members that may be left out: absent means not known. */
export type PartlyKnown<Whole> = { readonly [Member in keyof Whole]?: Whole[Member] | undefined };

type Whereabouts = PartlyKnown<Pick<SignIn, 'ipAddress' | 'country'>>;

/** As `matchesLocations`; undefined where the answer hangs on an address or a country that is not known. */
export function whetherLocationsMatch(
  condition: LocationsCondition | null,
  namedLocations: readonly NamedLocation[],
  whereabouts: Whereabouts,
): boolean | undefined {
  if (condition === null) return true;
  const { includeLocations, excludeLocations } = condition;
  const liesIn = (names: readonly string[]): boolean | undefined =>
    some(names.map((name) => whetherIn(name, namedLocations, whereabouts)));
  const included = includeLocations.length === 0 ? true : liesIn(includeLocations);
  const excluded = liesIn(excludeLocations);
  if (included === false || excluded === true) return false;
  return included === undefined || excluded === undefined ? undefined : true;
}

function whetherIn(
  name: string,
  namedLocations: readonly NamedLocation[],
  whereabouts: Whereabouts,
): boolean | undefined {
  if (name === 'All') return true;
  return some(namedLocationsOf(name, namedLocations).map((location) => whetherInOne(location, whereabouts)));
}

/** A range of addresses asks for the address alone, a list of countries for the country alone. */
function whetherInOne(location: NamedLocation, { ipAddress, country }: Whereabouts): boolean | undefined {
  const isRange = location['@odata.type'] === '#microsoft.graph.ipNamedLocation';
  if (isRange && ipAddress !== undefined) return liesInNamedLocation(location, { ipAddress, country: null });
  if (!isRange && country !== undefined) return liesInNamedLocation(location, { ipAddress: '', country });
  return undefined;
}

function some(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
