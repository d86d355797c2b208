import { displayNameOf, isAccount } from '../core/conditional-access/account.ts';
import type { Population } from '../core/conditional-access/population.ts';
import { applicationName } from '../core/controls/application-name.ts';
import { roleName } from '../core/controls/role-name.ts';
import type { LargeTenant, TenantSnapshot } from '../core/tenant-snapshot.ts';

/** The display name of a policy, a user, a group or a named location; the id where none was given. */
export type NameOf = (id: string) => string;

/** Looks names up where they are asked for: few are, and a tenant may have a million users. */
export function namesIn(tenant: TenantSnapshot | LargeTenant): NameOf {
  const { namedLocations = [], policies } = tenant;
  if ('population' in tenant) {
    const { population } = tenant;
    return (id) =>
      nameInPopulation(population, id) ?? nameAmong(namedLocations, id) ?? nameAmong(policies, id) ?? id;
  }
  const { groups = [], users = [] } = tenant;
  return (id) =>
    nameAmong(groups, id) ??
    nameAmong(namedLocations, id) ??
    nameAmong(policies, id) ??
    nameAmong(users, id) ??
    id;
}

/** A group, a user, an app or whatever it is the id of, by its name; the id where nobody knows one. */
export function nameOfAny(id: string, nameOf: NameOf): string {
  return [nameOf, applicationName, roleName].map((of) => of(id)).find((found) => found !== id) ?? id;
}

/** A text with names in place of the ids in it. */
export function withNames(text: string, nameOf: NameOf): string {
  return text.replace(guids, (id) => nameOfAny(id, nameOf));
}

const guids = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/** As the first calls them, or else the second. */
export function namesInEither(
  one: TenantSnapshot | LargeTenant,
  other: TenantSnapshot | LargeTenant,
): NameOf {
  const [first, second] = [namesIn(one), namesIn(other)];
  return (id) => {
    const name = first(id);
    return name === id ? second(id) : name;
  };
}

function nameAmong(wires: readonly unknown[], id: string): string | undefined {
  const key = id.toLowerCase();
  const found = wires.find((wire) => isAccount(wire) && wire.id.toLowerCase() === key);
  return isAccount(found) ? displayNameOf(found) : undefined;
}

function nameInPopulation({ groups, accounts, numbers }: Population, id: string): string | undefined {
  const number = numbers.find(id);
  const account = number === undefined ? undefined : accounts.account(number);
  const name = groups?.governance.get(id.toLowerCase())?.displayName ?? account?.displayName;
  return name === '' ? undefined : name;
}
