import type { Cohort } from '../conditional-access/cohort.ts';
import { deviceAttributeNames } from '../conditional-access/device-attributes.ts';
import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import { labelled, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import { understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { type SignInModel, signInModel } from '../controls/sign-in-model.ts';
import { InputError } from '../errors.ts';
import { type Cube, intersect, type Region, within } from '../prover/cube.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { placeRegion } from './asked-place.ts';
import type { AskedSignIn } from './sign-in-question.ts';

/** The sign-ins that a question asks about: one user's, and the part of the space that it leaves free. */
export interface AskedSignIns {
  readonly model: SignInModel;
  /** The one user. */
  readonly cohort: Cohort;
  readonly isEnabled: boolean;
  readonly displayName: string;
  readonly asked: AskedSignIn;
  readonly cube: Cube;
}

/** Throws InputError, naming the member, on a user whom the tenant does not have and on a sign-in that cannot be. */
export function askedSignIns(snapshot: TenantSnapshot | LargeTenant, asked: AskedSignIn): AskedSignIns {
  assertPossible(asked);
  const tenant = understandTenant(snapshot, []);
  const options = { exceptions: [], emergencyAccess: [], administrativeRoles: [] };
  const model = signInModel(tenant, {
    ...options,
    applications: isAppId(asked.resource) ? [asked.resource.toLowerCase()] : [],
  });
  return askedSignInsIn(model, asked);
}

/** The same in a model that tells the asked-for app apart already. */
export function askedSignInsIn(model: SignInModel, asked: AskedSignIn): AskedSignIns {
  const user = userOf(asked.userId, model);
  const [cube] = intersect(
    ...signInRegions(asked, model.space),
    within(guestTypeDimension, user.cohort.user.guestTypes),
  );
  if (cube === undefined)
    throw new InputError([{ member: 'resource', message: `${JSON.stringify(asked.resource)} is not known` }]);
  return { model, ...user, asked, cube: withNamedLocations(cube, asked, model) };
}

function isAppId(resource: string | null): resource is string {
  return resource !== null && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(resource);
}

/** What no sign-in is by the rules of the space, told by what is wrong with it. */
function assertPossible({ flow, clientApp, device }: AskedSignIn): void {
  if (flow !== 'none' && (clientApp === 'exchangeActiveSync' || clientApp === 'other'))
    throw new InputError([
      { member: 'clientApp', message: `${clientApp} is a legacy client and never runs the flow ${flow}` },
    ]);
  if (flow === 'deviceCodeFlow' && device !== null)
    throw new InputError([
      { member: 'device', message: 'no device shows itself under the device code flow: leave it out' },
    ]);
}

function userOf(
  id: string,
  { tenant, classes }: SignInModel,
): Pick<AskedSignIns, 'cohort' | 'isEnabled' | 'displayName'> {
  const { directory, unread } = tenant;
  const account = directory.account(id);
  const numbers = Int32Array.of(directory.numbers.of(id));
  if (account !== undefined) {
    const cohort = classes.cohort(numbers, 'directory', 'surely', account.guestTypes);
    return { cohort, isEnabled: account.enabled, displayName: account.displayName };
  }
  if (directory.isGroup(id)) throw new InputError([{ member: 'user', message: `${id} is a group` }]);
  if (directory.usersRead === 'given' && !unread.names('users', id))
    throw new InputError([{ member: 'user', message: `the tenant has no user ${id}` }]);
  return { cohort: classes.cohort(numbers, 'named', 'surely'), isEnabled: true, displayName: id };
}

function signInRegions(asked: AskedSignIn, space: SignInSpace): readonly Region[] {
  const { resource, flow, clientApp, platform, device, signInRisk, userRisk, insiderRisk } = asked;
  return [
    within(space.resource, labelled(space.resource, [resource])),
    within(space.flow, labelled(space.flow, [flow])),
    within(space.clientApp, labelled(space.clientApp, [clientApp])),
    ...(platform === undefined ? [] : [within(space.platform, labelled(space.platform, [platform]))]),
    within(space.signInRisk, labelled(space.signInRisk, [signInRisk])),
    within(space.userRisk, labelled(space.userRisk, [userRisk])),
    within(space.insiderRisk, labelled(space.insiderRisk, [insiderRisk])),
    placeRegion(asked.location ?? {}, space),
    ...deviceRegions(device ?? {}, space),
  ];
}

/** Attributes that no rule reads decide nothing; an attribute that is not given is not set. */
function deviceRegions(device: Readonly<Record<string, unknown>>, space: SignInSpace): readonly Region[] {
  const known = new Map(deviceAttributeNames.map((name) => [name.toLowerCase(), name]));
  const given = new Map(
    Object.entries(device).map(([name, value]) => {
      if (known.has(name.toLowerCase())) return [name.toLowerCase(), attributeText(value)];
      throw new InputError([{ member: `device.${name}`, message: 'is no attribute that filters read' }]);
    }),
  );
  return [...space.deviceAttributes].map(([name, dimension]) =>
    within(dimension, 1n << BigInt(dimension.pointOf(given.get(name) ?? null))),
  );
}

/** As rules write it: `True`, `ServerAD`. */
function attributeText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

/** Whoever says in which locations the sign-in lies, says so of those too of which it was not read what lies in them. */
function withNamedLocations(cube: Cube, { location }: AskedSignIn, model: SignInModel): Cube {
  const ids = location?.namedLocations?.map((id) => id.toLowerCase());
  if (ids === undefined) return cube;
  const { tenant, space } = model;
  const known = new Set([...space.namedLocations.keys(), ...tenant.unreadLocations]);
  const strange = ids.find((id) => !known.has(id));
  if (strange !== undefined)
    throw new InputError([
      { member: 'namedLocations', message: `the tenant has no named location ${strange}` },
    ]);
  const dimensions = new Set(
    model.policies.flatMap(({ domain }) => domain.flatMap((box) => [...box.keys()])),
  );
  const said = [...dimensions].flatMap((dimension) =>
    space.isUnknown(dimension) && dimension.kind === 'namedLocation' && known.has(dimension.id)
      ? [[dimension, ids.includes(dimension.id) ? 2n : 1n] as const]
      : [],
  );
  return new Map([...cube, ...said]);
}
