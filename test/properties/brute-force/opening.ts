import { type Choose, everyOutcome, suppose } from './choices.ts';
import { isUnread } from './directory.ts';
import { type GuestType, guestTypesOf } from './guest-types.ts';
import { isGap, viewOf } from './passages.ts';
import { everyPerson, type Person } from './people.ts';
import { everyPlace } from './places.ts';
import { everySignIn, type SignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';
import type { TenantPair } from './tenant-pair.ts';

export type Opening = 'yes' | 'no' | 'undecided';

/**
 * Does a sign-in get through after a change that did not before? Tried for everyone, at every sign-in that either
 * tenant tells apart, under every value of everything unknown, which the two share by name. Policies are mostly called by
 * their place in the list, so that they must stay there; and the change may be in anything but what is not understood.
 */
export function bruteForceOpening(pair: TenantPair): Opening {
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

function openingFor(person: Person, pair: TenantPair, signIns: readonly SignIn[]) {
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
function viewsOf(person: Person, { before, after }: TenantPair, choose: Choose) {
  const formerly = asBefore(person, before, choose);
  return {
    before: formerly === null ? null : viewOf(formerly, before, choose),
    after: viewOf(person, after, choose),
  };
}

function asBefore(person: Person, before: Tenant, choose: Choose): Person | null {
  const { users, unread } = before.directory;
  if (lacksServicePlan(before)) return null;
  if (person.id === null || users === null) return person;
  const user = users.get(person.id);
  if (user === undefined) {
    const mayHaveBeenThere = isUnread(unread, 'users', person.id);
    // Of somebody who was not read then and is not read now, it is one unknown whether there is such a user.
    if (!person.surelyExists) return mayHaveBeenThere ? person : null;
    return mayHaveBeenThere && suppose(choose, 'was there before') ? person : null;
  }
  if (user['accountEnabled'] === false) return null;
  const types = guestTypesOf(user);
  return { ...person, guestType: () => typeBefore(types, person.guestType(choose), choose) };
}

/** The same as now where it may be that. */
function typeBefore(types: readonly GuestType[], typeNow: GuestType, choose: Choose): GuestType {
  return types.includes(typeNow) ? typeNow : choose('was a guest of type', types);
}

function openingOver(
  signIns: readonly SignIn[],
  views: ReturnType<typeof viewsOf>,
  { before, after }: TenantPair,
) {
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
