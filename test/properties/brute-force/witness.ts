import type { Witness } from '../../../shared/core/controls/control-result.ts';
import { everyPerson, everyPersonLike, type Person } from './people.ts';
import { placeOfWitness } from './places.ts';
import { NO_PLATFORM, type SignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';

/** Null: no such sign-in is possible under the device code flow. */
export function signInOfWitness(witness: Witness, tenant: Tenant): SignIn | null {
  const place = placeOfWitness(tenant.locations, witness.location);
  const comesThrough = ['browser', 'mobileAppsAndDesktopClients'].includes(witness.clientApp);
  if (place === null || !comesThrough || witness.flow !== 'deviceCodeFlow' || witness.device !== null)
    return null;
  return {
    resource: witness.resource,
    clientApp: witness.clientApp,
    platform: witness.platform ?? NO_PLATFORM,
    place,
    signInRisk: witness.signInRisk,
    userRisk: witness.userRisk,
    insiderRisk: witness.insiderRisk,
  };
}

/** Those of whom the witness may speak; nobody, where no such person can exist. */
export function peopleOfWitness({ user }: Witness, { directory, everyPolicy }: Tenant): readonly Person[] {
  const possible = everyPerson(directory, everyPolicy);
  if (user.id !== null) return possible.filter((person) => person.id === user.id);
  // Someone assumed is in exactly what the witness names; with a list of users only guests without object are.
  const mayBeAssumed = possible.some((person) => person.id === null && person.object === 'assumed');
  return everyPersonLike(user.groups, user.roles, user.guestType, everyPolicy).filter(
    (person) => mayBeAssumed || person.object === 'none',
  );
}
