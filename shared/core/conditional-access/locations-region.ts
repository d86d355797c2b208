import { everywhere, intersect, nowhere, type Region, subtractWithin } from '../prover/cube.ts';
import { trustedPlaces } from './places.ts';
import type { IncludeExclude } from './policy.ts';
import { holds, type SignInSpace } from './sign-in-space.ts';
import { allTrusted, type TenantKnowledge } from './tenant-knowledge.ts';
import { unreadLocation } from './unread-location.ts';

/** Where the locations condition holds. An empty include beside an exclude means all; so does neither. */
export function locationsRegion(
  condition: IncludeExclude,
  space: SignInSpace,
  tenant: TenantKnowledge,
): Region {
  const { include, exclude } = condition;
  const region = (ids: readonly string[]) => ids.flatMap((id) => locationRegion(id, space, tenant));
  const included = include.length === 0 ? everywhere : region(include);
  const excluded = exclude.length === 0 ? nowhere : region(exclude);
  return subtractWithin(mostCubes, included, excluded) ?? holds(tooManyUnread(condition, space));
}

/** Two for each unread location that may be trusted: six of these are told apart. */
const mostCubes = 64;

function tooManyUnread({ include, exclude }: IncludeExclude, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'condition',
    id: `conditions.locations=include ${include.join()} exclude ${exclude.join()}`.toLowerCase(),
    why: 'conditions.locations names too many locations that were not read',
    whatToDo: 'Give the named locations with the export, or remove locations that no longer exist.',
  });
}

function locationRegion(id: string, space: SignInSpace, tenant: TenantKnowledge): Region {
  switch (id.toLowerCase()) {
    case 'all':
      return everywhere;
    case allTrusted:
      return trustedRegion(space, tenant);
    default:
      return space.inNamedLocation(id) ?? holds(isIn(id, space));
  }
}

/** The trusted named locations; one that was not read may be trusted, and in an unread list there may be others. */
function trustedRegion(space: SignInSpace, tenant: TenantKnowledge): Region {
  // Where others may be trusted, one unknown says it all: it may hold whatever is known of the locations by name.
  const others = tenant.namedLocationsComplete
    ? tenant.unreadLocations.flatMap((id) => intersect(holds(isIn(id, space)), holds(isTrusted(id, space))))
    : holds(isIn('AllTrusted', space));
  return [...trustedPlaces(space, tenant), ...others];
}

function isIn(id: string, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'namedLocation',
    ...unreadLocation(
      id.toLowerCase() === allTrusted ? 'AllTrusted' : id.toLowerCase(),
      space.namedLocations.get(id.toLowerCase()),
    ),
  });
}

function isTrusted(id: string, space: SignInSpace) {
  const { why } = isIn(id, space);
  return space.unknown({
    speaksOf: 'signIn',
    kind: 'trustedNamedLocation',
    id,
    why,
    whatToDo: 'Check by hand whether this location is trusted.',
  });
}
