import { type Dimension, everywhere, type Region, subtract } from '../prover/cube.ts';
import type { NamedLocation } from './named-location.ts';
import type { SignInSpace } from './sign-in-space.ts';

/** The dimensions that together say where a sign-in comes from. */
export function placeDimensions(space: SignInSpace): readonly Dimension[] {
  return [space.ipAddress, space.country, space.gpsCountry, space.compliantNetwork];
}

/** What a tenant says of its named locations. */
interface Locations {
  readonly namedLocations: readonly NamedLocation[];
}

/** In a named location of the tenant that was read and is trusted. Of several with one id, the last counts. */
export function trustedPlaces(space: SignInSpace, { namedLocations }: Locations): Region {
  return [...new Map(namedLocations.map((location) => [location.id.toLowerCase(), location])).values()]
    .filter((location) => 'isTrusted' in location && location.isTrusted)
    .flatMap(({ id }) => space.inNamedLocation(id) ?? []);
}

/** All other places: one cube, since a location speaks of one dimension, or none where every place is trusted. */
export function untrustedPlaces(space: SignInSpace, tenant: Locations): Region {
  return subtract(everywhere, trustedPlaces(space, tenant));
}
