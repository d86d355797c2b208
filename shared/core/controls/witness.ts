import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { Memberships } from '../conditional-access/memberships.ts';
import type { NamedPrincipals } from '../conditional-access/named-principals.ts';
import type { LocationDimension, SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import {
  allPoints,
  type Cube,
  type Dimension,
  intersect,
  type PointSet,
  partOf,
  pointsOf,
  type Region,
} from '../prover/cube.ts';
import type { Witness } from './control-result.ts';

/** The most ordinary point of the cube: one concrete sign-in, by one user of the class, that gets through. */
export function witnessIn(cube: Cube, user: UserClass, named: NamedPrincipals, space: SignInSpace): Witness {
  const own: Cube = new Map([
    [guestTypeDimension, user.guestTypes],
    [space.homeTenant, user.homeTenants],
  ]);
  const point = ordinaryPoint(intersect([cube], [own], space.possible)[0] ?? cube, space);
  const label = <Label>(dimension: Dimension & { readonly labels: readonly Label[] }): Label | undefined =>
    dimension.labels[point(dimension)];
  const at = (dimension: LocationDimension) => dimension.points[point(dimension)];
  const insideNetwork = label(space.compliantNetwork) === 'inside';
  return {
    user: userOf(user, named, point, label(guestTypeDimension)),
    resource: label(space.resource) ?? null,
    flow: oneOf(['none', 'deviceCodeFlow', 'authenticationTransfer'], label(space.flow)),
    clientApp: oneOf(
      ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
      label(space.clientApp),
    ),
    platform: platformOf(label(space.platform)),
    location: {
      namedLocations: [
        ...[space.ipAddress, space.country, space.gpsCountry].flatMap((dimension) => [
          ...(at(dimension)?.members ?? []),
        ]),
        ...[...space.namedLocations.values()]
          .filter(({ kind }) => insideNetwork && kind === 'compliantNetwork')
          .map(({ id }) => id),
        ...unreadLocations(cube, space),
      ],
      ipAddress: at(space.ipAddress)?.sample ?? null,
      countryOrRegion: at(space.country)?.sample ?? null,
    },
    device: deviceAt(point, space),
    signInRisk: oneOf(['none', 'low', 'medium', 'high'], label(space.signInRisk)),
    userRisk: oneOf(['none', 'low', 'medium', 'high'], label(space.userRisk)),
    insiderRisk: oneOf(['none', 'minor', 'moderate', 'elevated'], label(space.insiderRisk)),
  };
}

/** The witness with a role that makes it one whom a claim on administrators speaks of, where it has none by name. */
export function asAdministrator(witness: Witness, memberships: Memberships): Witness {
  const { user } = witness;
  const role = memberships.someAdministrativeRole();
  const isOne = user.id !== null || user.roles.some((id) => memberships.isAdministrativeRole(id));
  if (isOne || role === undefined) return witness;
  return { ...witness, user: { ...user, roles: [...user.roles, role] } };
}

/** Per dimension the first point that the cube leaves; the dimensions list their ordinary points first. */
function ordinaryPoint(cube: Cube, space: SignInSpace): (dimension: Dimension) => number {
  return (dimension) => {
    const points = pointsOf(partOf(cube, dimension));
    const usual =
      dimension === space.clientApp
        ? points.find((point) => space.clientApp.labels[point] !== 'browser')
        : undefined;
    const places = [space.ipAddress, space.country, space.gpsCountry].find((other) => other === dimension);
    const outside = points.find((point) => places?.points[point]?.members.size === 0);
    return usual ?? outside ?? points[0] ?? 0;
  };
}

function userOf(
  user: UserClass,
  named: NamedPrincipals,
  point: (dimension: Dimension) => number,
  guestType: string | undefined,
): Witness['user'] {
  const isAtPoint = ([dimension, set]: readonly [Dimension, PointSet]) =>
    ((set >> BigInt(point(dimension))) & 1n) === 1n;
  const holdsAtPoint = (region: Region) => region.some((cube) => [...cube].every(isAtPoint));
  return {
    id: idOf(user),
    roles: [
      ...new Set([...named.roles.filter((id) => holdsAtPoint(user.inRole(id))), ...assumedRoles(user)]),
    ],
    groups: named.groups.filter((id) => holdsAtPoint(user.inGroup(id))),
    guestType: guestType === undefined || guestType === 'notGuest' ? null : guestType,
  };
}

function assumedRoles({ origin }: UserClass): readonly string[] {
  return origin.kind === 'assumed' ? origin.roles : [];
}

/** Null for an assumed user; and the holder of a role, of whom nothing else is known, need not be a user. */
function idOf({ origin }: UserClass): string | null {
  if (origin.kind !== 'directory' && origin.kind !== 'named') return null;
  return origin.accounts.first(1)[0]?.id ?? null;
}

/** Null where no attribute has a value: an unregistered device. */
function deviceAt(point: (dimension: Dimension) => number, space: SignInSpace): Witness['device'] {
  const attributes = [...space.deviceAttributes.values()].flatMap((dimension) => {
    const value = dimension.labels[point(dimension)] ?? null;
    if (value === null) return [];
    const isBoolean = dimension.attribute === 'isCompliant';
    return [[dimension.attribute, isBoolean ? value === 'True' : value] as const];
  });
  return attributes.length === 0 ? null : Object.fromEntries(attributes);
}

function unreadLocations(cube: Cube, space: SignInSpace): readonly string[] {
  return [...cube].flatMap(([dimension, set]) =>
    space.isUnknown(dimension) &&
    dimension.kind === 'namedLocation' &&
    set === 2n &&
    set !== allPoints(dimension)
      ? [dimension.id]
      : [],
  );
}

function oneOf<const Value extends string>(
  values: readonly [Value, ...Value[]],
  label: string | null | undefined,
): Value {
  return values.find((value) => value === label) ?? values[0];
}

function platformOf(label: string | null | undefined): Witness['platform'] {
  return (
    (['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'] as const).find(
      (value) => value === label,
    ) ?? null
  );
}
