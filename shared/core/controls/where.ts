import { placeDimensions } from '../conditional-access/places.ts';
import { labelsOf, type NamedDimension, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import { partInDoubt, type UserClass } from '../conditional-access/user-class.ts';
import { type Cube, hull, intersect, partOf, pointsOf } from '../prover/cube.ts';
import type { Where } from './control-result.ts';
import { listText } from './list-text.ts';
import { devicePhrase, deviceTexts } from './where/device-phrase.ts';
import { GapInScope } from './where/gap-in-scope.ts';
import { locationsPhrase } from './where/location-phrase.ts';
import { allLocationTexts } from './where/location-texts.ts';
import { resourcePhrase } from './where/resource-phrase.ts';
import { clientAppPhrase, flowPhrase, platformPhrase, riskPhrase } from './where/sign-in-phrases.ts';
import { unknownClauses, unknownTexts } from './where/unknown-clauses.ts';

/** Tells where gaps lie, each once for all users of whom nothing is in doubt. */
export class Wheres {
  readonly #scope: Cube;
  readonly #space: SignInSpace;
  readonly #known = new Map<Cube, Where>();

  constructor({ scope, space }: { readonly scope: Cube; readonly space: SignInSpace }) {
    this.#scope = scope;
    this.#space = space;
  }

  of(cube: Cube, user: UserClass): Where {
    if (partInDoubt(user, this.#space.homeTenant).size > 0) return this.ofPlaces([cube], user);
    const where = this.#known.get(cube) ?? this.ofPlaces([cube], user);
    this.#known.set(cube, where);
    return where;
  }

  /** Of cubes that differ in the place only: a gap that lies in any of these places. */
  ofPlaces(cubes: readonly Cube[], user: UserClass): Where {
    const inDoubt = partInDoubt(user, this.#space.homeTenant);
    const whole = inDoubt.size === 0 ? this.#scope : new Map([...this.#scope, ...inDoubt]);
    return whereOf(cubes, whole, this.#space);
  }
}

/** The conditions of a gap: what it restricts beyond the claim's own scope, for a person and for programs. */
function whereOf(cubes: readonly Cube[], whole: Cube, space: SignInSpace): Where {
  const possibleParts = cubes.map((one) => possiblePart(one, space));
  const [possible = possiblePart(whole, space)] = possibleParts;
  const flow = new GapInScope(possible, whole);
  // What a flow implies of clients and devices goes without saying.
  const scope = possiblePart(new Map(whole).set(space.flow, partOf(possible, space.flow)), space);
  const gap = new GapInScope(possible, scope);
  const places = possibleParts.map((part) => new GapInScope(part, scope));
  return {
    description: description(gap, places, flow, scope, space),
    ...present({
      resources: gap.restriction(space.resource)?.has,
      authenticationFlows: named(flow, space.flow),
      devices: deviceTexts(gap, space),
      clientAppTypes: named(gap, space.clientApp),
      platforms: gap.restriction(space.platform)?.has,
      locations: allLocationTexts(places, space),
      signInRiskLevels: named(gap, space.signInRisk),
      userRiskLevels: named(gap, space.userRisk),
      insiderRiskLevels: named(gap, space.insiderRisk),
      unknowns: unknownTexts(gap, space),
    }),
  };
}

function possiblePart(cube: Cube, { possible }: SignInSpace): Cube {
  return hull(intersect([cube], possible)) ?? cube;
}

function named(gap: GapInScope, dimension: NamedDimension): readonly string[] | undefined {
  return gap.restriction(dimension)?.has.map(String);
}

type WhereLists = { readonly [Member in Exclude<keyof Where, 'description'>]: Where[Member] | undefined };

function present(lists: WhereLists): Omit<Where, 'description'> {
  return Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined));
}

/** `for any app, from anywhere`, `from Berlin, on Linux, at sign-in risk below high`. */
function description(
  gap: GapInScope,
  places: readonly GapInScope[],
  flow: GapInScope,
  scope: Cube,
  space: SignInSpace,
): string {
  const resource = gap.restriction(space.resource);
  const clientApp = gap.restriction(space.clientApp);
  const platform = gap.restriction(space.platform);
  const flows = flow.restriction(space.flow);
  const isOneResource = pointsOf(partOf(scope, space.resource)).length === 1;
  const risks = riskPhrases(gap, space);
  const phrases = [
    // What the control says of the one app that it speaks of, names it already.
    isOneResource ? undefined : resource === undefined ? 'for any app' : resourcePhrase(resource),
    placePhrase(places, scope, space),
    platform && platformPhrase(platform),
    devicePhrase(gap, space),
    clientApp && clientAppPhrase(clientApp.has),
    flows && flowPhrase(flows),
    risks.length === 0 ? undefined : `at ${listText(risks)}`,
    ...unknownClauses(gap, space),
  ];
  return phrases.filter((phrase) => phrase !== undefined).join(', ');
}

/** Anywhere in a scope that is a place itself goes without saying. */
function placePhrase(places: readonly GapInScope[], scope: Cube, space: SignInSpace): string | undefined {
  const phrase = locationsPhrase(places, space);
  const isPlace = placeDimensions(space).some((dimension) => scope.has(dimension));
  return isPlace && phrase === 'from anywhere' ? undefined : phrase;
}

function riskPhrases(gap: GapInScope, space: SignInSpace): readonly string[] {
  const risks = [
    ['sign-in risk', space.signInRisk],
    ['user risk', space.userRisk],
    ['insider risk', space.insiderRisk],
  ] as const;
  return risks
    .filter(([, dimension]) => gap.isRestricted(dimension))
    .map(([kind, dimension]) => riskPhrase(kind, labelsOf(dimension, gap.part(dimension)), dimension.labels));
}
