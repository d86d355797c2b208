import {
  type LocationDimension,
  labelsOf,
  type SignInSpace,
} from '../../conditional-access/sign-in-space.ts';
import { type PointSet, pointsOf } from '../../prover/cube.ts';
import type { GapInScope } from './gap-in-scope.ts';

/** Where a gap lies, for programs: one text for each place that it has. Undefined where it may be anywhere. */
export function locationTexts(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const elsewhere = [
    [space.ipAddress, 'outside all named IP ranges'],
    [space.country, 'other or unknown countries'],
    [space.gpsCountry, 'other or unknown GPS countries'],
  ] as const;
  const network = space.compliantNetwork;
  const texts = [
    ...elsewhere
      .filter(([dimension]) => gap.isRestricted(dimension))
      .flatMap(([dimension, name]) => placeNames(dimension, gap.part(dimension), name, space)),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map(
      (side) => `${side} the compliant network`,
    ),
  ];
  return texts.length === 0 ? undefined : texts;
}

/** What the points of a set are called: the named locations that each lies in, or `elsewhere`. */
export function placeNames(
  dimension: LocationDimension,
  set: PointSet,
  elsewhere: string,
  { namedLocations }: SignInSpace,
): readonly string[] {
  const name = (id: string) => namedLocations.get(id.toLowerCase())?.displayName ?? id;
  return pointsOf(set).map((point) => {
    const members = [...(dimension.points[point]?.members ?? [])];
    return members.length === 0 ? elsewhere : members.map(name).join(' and ');
  });
}
