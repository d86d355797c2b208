import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { LocationDimension, NamedDimension, SignInSpace } from '../conditional-access/sign-in-space.ts';
import { labelsOf } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { type Cube, type Dimension, hull, intersect, partOf, pointsOf } from '../prover/cube.ts';
import { applicationName } from './application-name.ts';
import type { Where } from './control-result.ts';
import { unknownClause } from './unknown-text.ts';

/** The conditions of a gap: what it restricts beyond the claim's own scope. */
export function whereOf(cube: Cube, whole: Cube, space: SignInSpace, tenant: TenantKnowledge): Where {
  const gap = possiblePart(cube, space);
  // What a flow implies of clients and devices goes without saying.
  const scope = possiblePart(new Map(whole).set(space.flow, partOf(gap, space.flow)), space);
  const isFlowTold = partOf(gap, space.flow) !== partOf(whole, space.flow);
  const restricted = (dimension: Dimension) => partOf(gap, dimension) !== partOf(scope, dimension);
  const labels = (dimension: NamedDimension) =>
    restricted(dimension) ? labelsOf(dimension, partOf(gap, dimension)) : undefined;
  const named = (dimension: NamedDimension) => labels(dimension)?.map(String);
  const where = {
    resources: labels(space.resource),
    authenticationFlows: isFlowTold ? labelsOf(space.flow, partOf(gap, space.flow)).map(String) : undefined,
    clientAppTypes: named(space.clientApp),
    platforms: labels(space.platform),
    locations: locationTexts(gap, space, restricted, tenant),
    devices: deviceTexts(gap, space, restricted),
    signInRiskLevels: named(space.signInRisk),
    userRiskLevels: named(space.userRisk),
    insiderRiskLevels: named(space.insiderRisk),
    unknowns: unknownTexts(gap, scope, space),
  };
  const present = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
  return { description: describe(where, unknownClauses(gap, scope, space)), ...present };
}

function possiblePart(cube: Cube, { possible }: SignInSpace): Cube {
  return hull(intersect([cube], possible)) ?? cube;
}

type WhereLists = { readonly [Member in Exclude<keyof Where, 'description'>]: Where[Member] | undefined };

/** `for any app, from anywhere` and the like. */
function describe(where: WhereLists, clauses: readonly string[]): string {
  const { resources, platforms, locations, clientAppTypes, authenticationFlows, devices } = where;
  const risks = [
    ['sign-in risk', where.signInRiskLevels],
    ['user risk', where.userRiskLevels],
    ['insider risk', where.insiderRiskLevels],
  ] as const;
  return [
    resources === undefined ? 'for any app' : `for ${shortList(resources.map(applicationName), '')}`,
    locations === undefined ? 'from anywhere' : `from ${shortList(locations, '')}`,
    platforms && `on ${shortList(platforms, 'an unnamed platform')}`,
    authenticationFlows && `by ${shortList(authenticationFlows.map(flowName), '')}`,
    devices && `on a device with ${devices.join(' and ')}`,
    clientAppTypes && `in ${shortList(clientAppTypes, '')}`,
    ...risks.map(([name, levels]) => levels && `at ${name} ${shortList(levels, '')}`),
    ...clauses,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function flowName(flow: string): string {
  switch (flow) {
    case 'deviceCodeFlow':
      return 'the device code flow';
    case 'authenticationTransfer':
      return 'authentication transfer';
    default:
      return 'an ordinary sign-in';
  }
}

/** One text for each device attribute that the gap restricts, with the values that it leaves. */
function deviceTexts(
  gap: Cube,
  space: SignInSpace,
  restricted: (dimension: Dimension) => boolean,
): readonly string[] | undefined {
  const texts = [...space.deviceAttributes.values()].filter(restricted).map((dimension) => {
    const values = labelsOf(dimension, partOf(gap, dimension));
    return `${dimension.attribute} ${shortList(values, 'not set')}`;
  });
  return texts.length === 0 ? undefined : texts;
}

const mostNamed = 4;

function shortList(values: readonly (string | null)[], nameless: string): string {
  const names = values.map((value) => value ?? nameless);
  const rest = names.length - mostNamed;
  return names.slice(0, mostNamed).join(' or ') + (rest > 0 ? ` or ${rest} more` : '');
}

function locationTexts(
  gap: Cube,
  space: SignInSpace,
  restricted: (dimension: Dimension) => boolean,
  tenant: TenantKnowledge,
): readonly string[] | undefined {
  const texts = [
    ...(restricted(space.ipAddress)
      ? pointTexts(space.ipAddress, gap, 'outside all named IP ranges', tenant)
      : []),
    ...(restricted(space.country)
      ? pointTexts(space.country, gap, 'other or unknown countries', tenant)
      : []),
    ...(restricted(space.gpsCountry)
      ? pointTexts(space.gpsCountry, gap, 'other or unknown GPS countries', tenant)
      : []),
    ...(restricted(space.compliantNetwork)
      ? labelsOf(space.compliantNetwork, partOf(gap, space.compliantNetwork)).map(
          (label) => `${label} the compliant network`,
        )
      : []),
  ];
  return texts.length === 0 ? undefined : texts;
}

function pointTexts(
  dimension: LocationDimension,
  gap: Cube,
  outside: string,
  tenant: TenantKnowledge,
): readonly string[] {
  const name = (id: string) =>
    tenant.namedLocations.find((location) => location.id === id)?.displayName ?? id;
  return pointsOf(partOf(gap, dimension)).map((point) => {
    const members = [...(dimension.points[point]?.members ?? [])];
    return members.length === 0 ? outside : members.map(name).join(' and ');
  });
}

/** The same in words, one clause each. */
function unknownClauses(gap: Cube, scope: Cube, space: SignInSpace): readonly string[] {
  return [
    ...[...gap].flatMap(([dimension, set]) =>
      space.isUnknown(dimension) ? [unknownClause(dimension.kind, dimension.id, set === 2n)] : [],
    ),
    ...doubts(gap, scope, space).map(({ dimension, labels }) =>
      dimension === guestTypeDimension
        ? `if of the guest type ${labels.join(' or ')}`
        : `if of the tenant ${labels.join(' or ')}`,
    ),
  ];
}

/** Of which types or tenants a user must be, where that is in doubt. */
function doubts(gap: Cube, scope: Cube, space: SignInSpace) {
  return [guestTypeDimension, space.homeTenant]
    .filter((dimension) => partOf(gap, dimension) !== partOf(scope, dimension))
    .map((dimension) => ({
      dimension,
      labels: labelsOf(dimension, partOf(gap, dimension)).map((label) => label ?? 'another'),
    }));
}

/** The unknowns that must hold, `!` before one that must not, and what a user of doubtful type must be. */
function unknownTexts(gap: Cube, scope: Cube, space: SignInSpace): readonly string[] | undefined {
  const texts = [
    ...[...gap].flatMap(([dimension, set]) => {
      if (!space.isUnknown(dimension)) return [];
      return [set === 2n ? dimension.name : `!${dimension.name}`];
    }),
    ...doubts(gap, scope, space).map(({ dimension, labels }) => `${dimension.name}:${labels.join('|')}`),
  ];
  return texts.length === 0 ? undefined : texts;
}
