import { guestTypeSet } from '../../conditional-access/guest-types.ts';
import type { SignInModel } from '../../controls/sign-in-model.ts';
import { approvedUsers, usersOf } from './excepted-users.ts';

export type SampledAs =
  | 'emergencyAccess'
  | 'exception'
  | 'inGapBefore'
  | 'administrator'
  | 'member'
  | 'guest';

export interface SampledUser {
  readonly as: SampledAs;
  readonly id: string;
}

/** Graph answers about one call in a second: of many exceptions the first ones are asked about. */
const mostExceptions = 10;

/**
 * One enabled user of each sort that there is: every emergency access account, or one member of such a group; one of each
 * exception; and one whom nothing sets apart. Always the same ones for the same tenant, each once.
 */
export function usersToAskAbout(model: SignInModel, inGapBefore: string | null): readonly SampledUser[] {
  const { tenant, emergencyAccess, exceptions } = model;
  const { directory } = tenant;
  const isEnabled = (id: string) => directory.account(id)?.enabled === true;
  const ofExceptions = exceptions.slice(0, mostExceptions).map((one) => approvedUsers(one, tenant));
  const apart: readonly SampledUser[] = [
    ...emergencyAccess.flatMap((id) => firstOf('emergencyAccess', usersOf(id, tenant).filter(isEnabled))),
    ...ofExceptions.flatMap((ids) => firstOf('exception', ids.filter(isEnabled))),
    ...firstOf('inGapBefore', inGapBefore === null ? [] : [inGapBefore.toLowerCase()].filter(isEnabled)),
  ];
  const leftOut = new Set([
    ...apart.map(({ id }) => id),
    ...emergencyAccess.flatMap((id) => usersOf(id, tenant)),
    ...exceptions.flatMap((one) => approvedUsers(one, tenant)),
  ]);
  const sample = [
    ...apart,
    ...firstOf('administrator', firstOther(administratorsOf(model), leftOut, model)),
    ...firstOf('member', firstOther(accountsOf(model, isMember), leftOut, model)),
    ...firstOf('guest', firstOther(accountsOf(model, isGuest), leftOut, model)),
  ];
  return sample.filter(({ id }, at) => sample.findIndex((one) => one.id === id) === at);
}

function firstOf(as: SampledAs, [id]: readonly string[]): readonly SampledUser[] {
  return id === undefined ? [] : [{ as, id }];
}

const notGuest = guestTypeSet(['notGuest']);
const isMember = (types: bigint) => types === notGuest;
const isGuest = (types: bigint) => (types & notGuest) === 0n;

function administratorsOf({ memberships }: SignInModel): Iterable<number> {
  return memberships.administrators.users;
}

function* accountsOf({ tenant, memberships }: SignInModel, isOne: (types: bigint) => boolean) {
  for (const { enabled, guestTypes, numbers } of tenant.directory.accounts.cohorts()) {
    if (!enabled || !isOne(guestTypes)) continue;
    for (const number of numbers) if (!memberships.administrators.users.has(number)) yield number;
  }
}

function firstOther(
  numbers: Iterable<number>,
  leftOut: ReadonlySet<string>,
  { tenant: { directory } }: SignInModel,
): readonly string[] {
  for (const number of numbers) {
    const id = directory.numbers.idOf(number);
    if (!leftOut.has(id) && directory.accounts.account(number)?.enabled === true) return [id];
  }
  return [];
}
