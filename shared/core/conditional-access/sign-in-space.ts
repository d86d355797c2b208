import {
  allPoints,
  type Dimension,
  everywhere,
  intersect,
  type PointSet,
  pointSet,
  pointsOf,
  type Region,
  subtract,
  within,
} from '../prover/cube.ts';
import { remembering } from '../remembering.ts';
import { type AttributeDimension, attributeDimensions } from './device-attributes.ts';
import { countryPoints, ipPoints, type LocationPoint } from './location-points.ts';
import type { NamedLocation } from './named-location.ts';

/** A dimension whose points have names; `null` is the point without one ("any other app", "none of these"). */
export interface NamedDimension extends Dimension {
  readonly labels: readonly (string | null)[];
}

/** A dimension whose points are classes of addresses or countries. */
export interface LocationDimension extends Dimension {
  readonly points: readonly LocationPoint[];
}

/**
 * Something not read or not understood, as a dimension of its own: point 0 it does not hold, point 1 it does.
 * It speaks of the user (the same at all of one user's sign-ins) or of the sign-in.
 */
export interface UnknownDimension extends Dimension {
  readonly speaksOf: 'user' | 'signIn';
  readonly kind: string;
  readonly id: string;
  /** Of what the id is the id of, where that is known. */
  readonly displayName?: string;
  readonly why: string;
  readonly whatToDo: string;
}

export const deviceRegistrationService = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';
export const windowsAzureServiceManagementApi = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
export const baselineScopes = 'baselineScopes';

const flows = ['none', 'deviceCodeFlow', 'authenticationTransfer'] as const;
const clientApps = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'] as const;
const platforms = ['windows', 'macOS', 'linux', 'iOS', 'android', 'windowsPhone', null] as const;
const riskLevels = ['none', 'low', 'medium', 'high'] as const;
const insiderRiskLevels = ['none', 'minor', 'moderate', 'elevated'] as const;

/** What policies and exceptions name: nothing else can be told apart. */
export interface Named {
  /** App ids and suites, in lower case. */
  readonly applications: Iterable<string>;
  readonly locations: readonly NamedLocation[];
  /** The tenants that guests come from. */
  readonly guestTenants: readonly string[];
  /** The rules of device filters. */
  readonly deviceRules: readonly string[];
}

/** The dimensions of one tenant's sign-ins, but for the user, and the unknowns met so far. */
export class SignInSpace {
  readonly flow = named('flow', flows);
  readonly clientApp = named('clientApp', clientApps);
  readonly platform = named('platform', platforms);
  readonly signInRisk = named('signInRisk', riskLevels);
  readonly userRisk = named('userRisk', riskLevels);
  readonly insiderRisk = named('insiderRisk', insiderRiskLevels);
  readonly compliantNetwork = named('compliantNetwork', ['outside', 'inside']);
  readonly resource: NamedDimension;
  /** Where a guest comes from: one of the tenants that policies name, or another. */
  readonly homeTenant: NamedDimension;
  readonly ipAddress: LocationDimension;
  readonly country: LocationDimension;
  readonly gpsCountry: LocationDimension;
  /** By name in lower case. All null is an unregistered device. */
  readonly deviceAttributes: ReadonlyMap<string, AttributeDimension>;
  readonly namedLocations: ReadonlyMap<string, NamedLocation>;
  /** What no sign-in is, and all the rest, as disjoint cubes, the ordinary flow first. */
  readonly impossible: Region;
  readonly possible: Region;
  readonly #unknowns = new Map<string, UnknownDimension>();

  constructor({ applications, locations, guestTenants, deviceRules }: Named) {
    const suites = ['Office365', 'MicrosoftAdminPortals'];
    const reserved = new Set(['all', 'none', ...suites.map((suite) => suite.toLowerCase())]);
    const always = [deviceRegistrationService, windowsAzureServiceManagementApi];
    const apps = [...new Set([...always, ...applications])].filter((app) => !reserved.has(app));
    this.resource = named('resource', [null, ...suites, baselineScopes, ...apps]);
    this.homeTenant = named('homeTenant', [null, ...guestTenants]);
    this.namedLocations = new Map(locations.map((location) => [location.id.toLowerCase(), location]));
    const countries = locations.filter((location) => location.kind === 'country');
    const lookedUpBy = (lookup: string) => countries.filter((location) => location.lookup === lookup);
    this.ipAddress = located('ipAddress', ipPoints(locations.filter((location) => location.kind === 'ip')));
    this.country = located('country', countryPoints(lookedUpBy('clientIpAddress')));
    this.gpsCountry = located('gpsCountry', countryPoints(lookedUpBy('authenticatorAppGps')));
    this.deviceAttributes = attributeDimensions(deviceRules);
    this.impossible = [...this.#legacyClientsInFlows(), ...this.#devicesUnderDeviceCode()];
    this.possible = subtract(everywhere, this.impossible);
  }

  /** Another flow than none runs in a browser or a client of modern authentication, never in a legacy one. */
  #legacyClientsInFlows(): Region {
    return intersect(
      within(this.flow, complement(this.flow, labelled(this.flow, ['none']))),
      within(this.clientApp, labelled(this.clientApp, ['exchangeActiveSync', 'other'])),
    );
  }

  /** The device that is signed in to shows nothing of itself under the device code flow. */
  #devicesUnderDeviceCode(): Region {
    const deviceCode = within(this.flow, labelled(this.flow, ['deviceCodeFlow']));
    return [...this.deviceAttributes.values()].flatMap((attribute) =>
      intersect(deviceCode, within(attribute, complement(attribute, notSet))),
    );
  }

  /** The unknown of that kind and id: one and the same wherever it is asked for. */
  unknown(description: Omit<UnknownDimension, keyof Dimension>): UnknownDimension {
    const name = `${description.kind}:${description.id}`;
    const known = this.#unknowns.get(name);
    if (known !== undefined) return known;
    const dimension = { name, size: 2, ...description };
    this.#unknowns.set(name, dimension);
    return dimension;
  }

  isUnknown(dimension: Dimension): dimension is UnknownDimension {
    return this.#unknowns.get(dimension.name) === dimension;
  }

  /** The sign-ins in that named location. Undefined for an id that was not read. */
  inNamedLocation(id: string): Region | undefined {
    const location = this.namedLocations.get(id.toLowerCase());
    if (location === undefined || location.kind === 'unknown') return undefined;
    if (location.kind === 'compliantNetwork')
      return within(this.compliantNetwork, labelled(this.compliantNetwork, ['inside']));
    const dimension = this.#dimensionOf(location);
    return within(dimension, pointsByMember(dimension).get(location.id) ?? 0n);
  }

  #dimensionOf(location: NamedLocation & { kind: 'ip' | 'country' }): LocationDimension {
    if (location.kind === 'ip') return this.ipAddress;
    return location.lookup === 'clientIpAddress' ? this.country : this.gpsCountry;
  }
}

/** The point of every device attribute that has no value. */
export const notSet: PointSet = 1n;

/** The unknown holds. */
export function holds(unknown: UnknownDimension): Region {
  return within(unknown, 2n);
}

/** The points with those labels, compared without regard to case; labels that the dimension lacks add nothing. */
export function labelled(dimension: NamedDimension, labels: Iterable<string | null>): PointSet {
  const points = pointsByLabel(dimension);
  let set = 0n;
  for (const label of labels) set |= points.get(label?.toLowerCase() ?? null) ?? 0n;
  return set;
}

const pointsByLabel = remembering(({ labels }: NamedDimension): ReadonlyMap<string | null, PointSet> => {
  const index = new Map<string | null, PointSet>();
  labels.forEach((label, point) => {
    const key = label?.toLowerCase() ?? null;
    index.set(key, (index.get(key) ?? 0n) | (1n << BigInt(point)));
  });
  return index;
});

/** By the id of each location that has points, these points. */
export const pointsByMember = remembering(({ points }: LocationDimension): ReadonlyMap<string, PointSet> => {
  const pairs = points.flatMap(({ members }, point) => [...members].map((id) => [id, point] as const));
  const byMember = Map.groupBy(pairs, ([id]) => id);
  return new Map([...byMember].map(([id, of]) => [id, pointSet(of.map(([, point]) => point))]));
});

/** The labels of a set of points. */
export function labelsOf(dimension: NamedDimension, set: PointSet): readonly (string | null)[] {
  return pointsOf(set).map((point) => dimension.labels[point] ?? null);
}

export function complement(dimension: Dimension, set: PointSet): PointSet {
  return allPoints(dimension) & ~set;
}

function named(name: string, labels: readonly (string | null)[]): NamedDimension {
  return { name, size: labels.length, labels };
}

function located(name: string, points: readonly LocationPoint[]): LocationDimension {
  return { name, size: points.length, points };
}
