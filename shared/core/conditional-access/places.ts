import { type Cube, type Dimension, everywhere, type Region, subtract } from '../prover/cube.ts';
import type { SignInSpace } from './sign-in-space.ts';

/** The dimensions that together say where a sign-in comes from. */
export function placeDimensions(space: SignInSpace): readonly Dimension[] {
  return [space.ipAddress, space.country, space.gpsCountry, space.compliantNetwork];
}

/** In a named location that was read and is trusted. */
export function trustedPlaces(space: SignInSpace): Region {
  return [...space.namedLocations.values()]
    .filter((location) => 'isTrusted' in location && location.isTrusted)
    .flatMap(({ id }) => space.inNamedLocation(id) ?? []);
}

/** All other places, one cube since a location speaks of one dimension; undefined where every place is trusted. */
export function untrustedPlaces(space: SignInSpace): Cube | undefined {
  return subtract(everywhere, trustedPlaces(space))[0];
}
