import { guestTypes } from '../conditional-access/guest-types.ts';

const names = ['deviceCodeFlow', 'authenticationTransfer', ...guestTypes];
const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));

/** A flag as Graph writes it, since flags are kept in lower case; one that is not known stays as it is. */
export function graphName(flag: string): string {
  return byLowerCase.get(flag) ?? flag;
}
