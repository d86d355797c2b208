import { type Choose, everyOutcome } from './choices.ts';
import { type ExceptedResources, exceptedResources } from './exceptions.ts';
import { rolesOfConditions } from './named-principals.ts';
import { everyPerson, type Person } from './people.ts';
import { policyProtects, type UserMatch } from './protection.ts';
import type { SignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';
import { matchesUser } from './users-condition.ts';

/** Can a sign-in get through: for some values of the unknowns, or whatever they are? */
export interface Passage {
  readonly possibly: boolean;
  readonly surely: boolean;
}

/** All that claims, policies and exceptions see of a user, under one value of the unknowns that speak of the user. */
export interface View {
  readonly isInScope: boolean;
  readonly matches: readonly UserMatch[];
  readonly excepted: ExceptedResources;
}

export function everyViewOf(person: Person, tenant: Tenant): readonly View[] {
  return [...everyOutcome((choose) => viewOf(person, tenant, choose))];
}

export function viewOf(person: Person, tenant: Tenant, choose: Choose): View {
  const { policies, everyPolicy, memberships, rolesInScope, claim } = tenant;
  return {
    isInScope:
      claim.who === 'everyone' ||
      memberships.holdsOneOf(person, rolesInScope, rolesOfConditions(everyPolicy), choose),
    matches: policies.map((policy) => {
      if (policy.kind === 'unknown' || policy.users === 'notUnderstood') return 'notUnderstood';
      return matchesUser(policy.users, person, memberships, choose);
    }),
    excepted: exceptedResources(person, tenant, choose),
  };
}

/** For each person: is there a gap for some value of the unknowns; and for every value of those about the user? */
export function passagesOf(tenant: Tenant, signIns: readonly SignIn[]): ReadonlyMap<Person, Passage> {
  const known = new Map<string, Passage>();
  const passageOf = (view: View): Passage => {
    const key = JSON.stringify(view);
    const passage = known.get(key) ?? passageOver(signIns, view, tenant);
    known.set(key, passage);
    return passage;
  };
  return new Map(
    everyPerson(tenant).map((person) => {
      const passages = everyViewOf(person, tenant).map(passageOf);
      return [
        person,
        {
          possibly: passages.some(({ possibly }) => possibly),
          surely: passages.every(({ surely }) => surely),
        },
      ];
    }),
  );
}

function passageOver(signIns: readonly SignIn[], view: View, tenant: Tenant): Passage {
  let possibly = false;
  for (const signIn of signIns) {
    const passage = passageAt(signIn, view, tenant);
    if (passage.surely) return passage;
    possibly ||= passage.possibly;
  }
  return { possibly, surely: false };
}

export function passageAt(signIn: SignIn, view: View, tenant: Tenant): Passage {
  const outcomes = new Set(everyOutcome((choose) => isGap(signIn, view, tenant, choose)));
  return { possibly: outcomes.has(true), surely: !outcomes.has(false) };
}

/** Does the sign-in get through, though the claim speaks of it and no exception allows it? */
export function isGap(signIn: SignIn, view: View, tenant: Tenant, choose: Choose): boolean {
  const { isInScope, excepted, matches } = view;
  const isExcepted =
    excepted === 'everything' || (signIn.resource !== null && excepted.includes(signIn.resource));
  if (!isInScope || isExcepted) return false;
  return tenant.policies.every(
    (policy, index) => !policyProtects(policy, matches[index] ?? false, signIn, tenant, choose),
  );
}
