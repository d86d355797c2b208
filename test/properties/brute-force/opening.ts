import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { type Choose, everyOutcome } from './choices.ts';
import type { Claim } from './claims.ts';
import { type GuestType, guestTypesOf } from './guest-types.ts';
import { Memberships } from './memberships.ts';
import { isGap, viewOf } from './passages.ts';
import { everyPerson, type Person } from './people.ts';
import { everyPlace } from './places.ts';
import { everySignIn, type SignIn } from './sign-ins.ts';
import { type BruteForceData, readTenant, type Tenant } from './tenant.ts';
import { isObject } from './wire.ts';

export type Opening = 'yes' | 'no' | 'undecided';

/**
 * Does a sign-in get through after a change that did not before? Tried for everyone, at every sign-in that either
 * tenant tells apart, under every value of everything unknown, which the two share by name. Policies are called by their
 * place in the list, so that they must stay there; and the change may be in anything but what is not understood.
 */
export function bruteForceOpening(pair: Pair): Opening {
  const { before: then, after: now } = pair;
  if (lacksServicePlan(now)) return 'no';
  const places = everyPlace({
    ...now.locations,
    known: [
      ...new Map([...then.locations.known, ...now.locations.known].map((one) => [one.id, one])).values(),
    ],
  });
  const signIns = everySignIn({ ...now, policies: [...then.policies, ...now.policies] }, places);
  const openings = everyPerson(pair.after).map((person) => ({
    person,
    ...openingFor(person, pair, signIns),
  }));
  if (openings.some(({ person, surely }) => person.surelyExists && surely)) return 'yes';
  return openings.some(({ possibly }) => possibly) ? 'undecided' : 'no';
}

/** A tenant before and after a change. */
interface Pair {
  readonly before: Tenant;
  readonly after: Tenant;
}

/**
 * Reads both. The same people live in them: whom either names may be there, in whatever either names, and an id that
 * either calls a user's or a group's is that in both.
 */
export function readPair(
  before: TenantSnapshot,
  after: TenantSnapshot,
  options: JudgeOptions,
  data: BruteForceData,
  claim: Claim,
): Pair {
  const now = readTenant(after, options, data, claim);
  const then = readTenant(withOtherLocations(before, after), options, data, claim);
  return { before: besides(then, now), after: besides(now, then) };
}

function besides(tenant: Tenant, other: Tenant): Tenant {
  const either = (ids: 'userIds' | 'groupIds') =>
    new Set([...tenant.directory[ids], ...other.directory[ids]]);
  const directory = { ...tenant.directory, userIds: either('userIds'), groupIds: either('groupIds') };
  return {
    ...tenant,
    everyPolicy: [...tenant.everyPolicy, ...other.everyPolicy],
    directory,
    memberships: new Memberships(directory),
  };
}

function openingFor(person: Person, pair: Pair, signIns: readonly SignIn[]) {
  const known = new Map<string, { possibly: boolean; surely: boolean }>();
  const openings = [...everyOutcome((choose) => viewsOf(person, pair, choose))].map((views) => {
    const key = JSON.stringify(views);
    const opening = known.get(key) ?? openingOver(signIns, views, pair);
    known.set(key, opening);
    return opening;
  });
  return {
    possibly: openings.some(({ possibly }) => possibly),
    surely: openings.every(({ surely }) => surely),
  };
}

function lacksServicePlan({ claim: { servicePlan }, licences }: Tenant): boolean {
  return servicePlan !== null && licences?.includes(servicePlan) === false;
}

/** What either tenant sees of the person; null where the person had no gap whatever the policies were. */
function viewsOf(person: Person, { before, after }: Pair, choose: Choose) {
  const formerly = asBefore(person, before);
  return {
    before: formerly === null ? null : viewOf(formerly, before, choose),
    after: viewOf(person, after, choose),
  };
}

function asBefore(person: Person, before: Tenant): Person | null {
  const { users } = before.directory;
  if (lacksServicePlan(before)) return null;
  if (person.object !== 'given' || person.id === null || users === null) return person;
  const user = users.get(person.id);
  if (user === undefined || user['accountEnabled'] === false) return null;
  const types = guestTypesOf(user);
  return { ...person, guestType: (choose) => typeBefore(types, person.guestType(choose)) };
}

/** The same as now where it may be that. */
function typeBefore(types: readonly GuestType[], typeNow: GuestType): GuestType {
  const [only = typeNow] = types;
  return types.includes(typeNow) ? typeNow : only;
}

function openingOver(signIns: readonly SignIn[], views: ReturnType<typeof viewsOf>, { before, after }: Pair) {
  let possibly = false;
  for (const signIn of signIns) {
    const outcomes = new Set(
      everyOutcome(
        (choose) =>
          isGap(signIn, views.after, after, choose) &&
          !(views.before !== null && isGap(signIn, views.before, before, choose)),
      ),
    );
    if (!outcomes.has(false)) return { possibly: true, surely: true };
    possibly ||= outcomes.has(true);
  }
  return { possibly, surely: false };
}

/** The tenant with other ids for the locations that are not the same after the change. */
function withOtherLocations(before: TenantSnapshot, after: TenantSnapshot): TenantSnapshot {
  const definition = ({ namedLocations = [] }: TenantSnapshot, id: string) =>
    JSON.stringify(namedLocations.filter((location) => isObject(location) && location['id'] === id));
  const ids = (before.namedLocations ?? []).filter(isObject).map(({ id }) => String(id));
  const isUnread = (id: string) =>
    (after.unread ?? []).some((entry) => entry.kind === 'namedLocations' && entry.id === id);
  const differing = new Set(
    ids.filter((id) => !isUnread(id) && definition(before, id) !== definition(after, id)),
  );
  const rename = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && differing.has(value) ? `${value} before` : value;
  return JSON.parse(JSON.stringify(before, rename));
}
