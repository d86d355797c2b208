import type { Witness } from '../../../shared/core/controls/control-result.ts';
import { isPossible } from './channels.ts';
import { deviceOfWitness } from './devices.ts';
import { everyViewOf, type Passage, passageAt } from './passages.ts';
import { everyPerson, everyPersonLike, type Person } from './people.ts';
import { liesInTrusted, placeOfWitness } from './places.ts';
import { NO_PLATFORM, type SignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';

/** Does the sign-in lie in the scope, and get through for some, or for every, value of the unknowns about it? */
export function passageOfWitness(witness: Witness, tenant: Tenant): Passage {
  const signIn = signInOfWitness(witness, tenant);
  const passages =
    signIn === null
      ? []
      : peopleOfWitness(witness, tenant)
          .flatMap((person) => everyViewOf(person, tenant))
          .map((view) => passageAt(signIn, view, tenant));
  return {
    possibly: passages.some(({ possibly }) => possibly),
    surely: passages.some(({ surely }) => surely),
  };
}

/** Null: no such sign-in is possible, or it is none of those that the claim speaks of. */
function signInOfWitness(witness: Witness, { claim, locations }: Tenant): SignIn | null {
  const place = placeOfWitness(locations, witness.location);
  if (place === null || (claim.where === 'somewhereUntrusted' && liesInTrusted(place, locations)))
    return null;
  const { flow, clientApp, resource, signInRisk, userRisk, insiderRisk } = witness;
  const channel = { flow, clientApp, device: deviceOfWitness(witness.device) };
  const isInScope =
    claim.flows.includes(flow) &&
    claim.signInRisks.includes(signInRisk) &&
    (claim.resource === null || claim.resource === resource);
  if (!isPossible(channel) || !isInScope) return null;
  return {
    ...channel,
    resource,
    platform: witness.platform ?? NO_PLATFORM,
    place,
    signInRisk,
    userRisk,
    insiderRisk,
  };
}

/** Those of whom the witness may speak; nobody, where no such person can exist. */
function peopleOfWitness({ user }: Witness, tenant: Tenant): readonly Person[] {
  const possible = everyPerson(tenant);
  if (user.id !== null) return possible.filter((person) => person.id === user.id);
  // Someone assumed is in exactly what the witness names; with a list of users only guests without object are.
  const mayBeAssumed = possible.some((person) => person.id === null && person.object === 'assumed');
  return everyPersonLike(user.groups, user.roles, user.guestType, tenant.everyPolicy).filter(
    (person) => mayBeAssumed || person.object === 'none',
  );
}
