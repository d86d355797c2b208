import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import { everyViewOf, type Passage, passagesOf } from './passages.ts';
import { everyPerson, type Person } from './people.ts';
import { everyPlace, liesInTrusted, type Place } from './places.ts';
import { everySignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';

type Passages = ReadonlyMap<Person, Passage>;

/** Is it certain that there is no sign-in in the scope, whether excepted or not? */
export function isSurelyEmpty(tenant: Tenant): boolean {
  const { claim, licences } = tenant;
  if (claim.servicePlan !== null && licences?.includes(claim.servicePlan) === false) return true;
  return (
    claim.who === 'administrators' &&
    everyPerson(tenant).every((person) => everyViewOf(person, tenant).every((view) => !view.isInScope))
  );
}

/** The verdict on a claim that must hold everywhere. */
export function verdictEverywhere(passages: Passages): Verdict {
  if (isSurelyOpen(passages)) return 'fail';
  return isPossiblyOpen(passages) ? 'inconclusive' : 'pass';
}

/** The verdict on a claim for which one untrusted place is enough, each place tried on its own. */
export function verdictSomewhere(tenant: Tenant): Verdict {
  const { locations } = tenant;
  // Any place may lie in a location that was not read and that is trusted.
  const isSurelyUntrusted = locations.unread.length === 0 && !locations.listUnread;
  const passages = possiblyUntrustedPlaces(tenant).map((place) =>
    passagesOf(tenant, everySignIn(tenant, [place])),
  );
  if (isSurelyUntrusted && passages.some((there) => !isPossiblyOpen(there))) return 'pass';
  return passages.every(isSurelyOpen) ? 'fail' : 'inconclusive';
}

export function possiblyUntrustedPlaces({ locations }: Tenant): readonly Place[] {
  return everyPlace(locations).filter((place) => !liesInTrusted(place, locations));
}

function isSurelyOpen(passages: Passages): boolean {
  return [...passages].some(([person, { surely }]) => person.surelyExists && surely);
}

export function isPossiblyOpen(passages: Passages): boolean {
  return [...passages].some(([, { possibly }]) => possibly);
}
