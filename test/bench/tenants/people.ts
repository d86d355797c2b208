import { guidOf } from '../../sandbox/entra-tenant/company/deterministic.ts';
import { personNames } from '../../sandbox/entra-tenant/company/names.ts';

/** A user as Graph returns it for the members that a tenant export holds. */
export interface GeneratedUser {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
}

export function userIds(seed: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => guidOf(seed, `user/${number}`));
}

/** One in twenty is a guest, one in thirty cannot sign in; namesakes are told apart by a number. */
export function* peopleOf(seed: string, ids: readonly string[]): Generator<GeneratedUser> {
  const names = personNames(seed);
  for (const [number, id] of ids.entries()) {
    const name = names[number % names.length];
    if (name === undefined) return;
    const { givenName, surname, alias } = name;
    const namesake = Math.floor(number / names.length);
    const mailbox = namesake === 0 ? alias : `${alias}${namesake}`;
    const isGuest = number % 20 === 7;
    yield {
      id,
      displayName: `${givenName} ${surname}`,
      userPrincipalName: isGuest
        ? `${mailbox}_partner.example#EXT#@company.example`
        : `${mailbox}@company.example`,
      userType: isGuest ? 'Guest' : 'Member',
      accountEnabled: number % 30 !== 11,
    };
  }
}
