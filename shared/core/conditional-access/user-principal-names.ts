import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { isAccount } from './account.ts';
import { PrincipalNumbers } from './principal-numbers.ts';

/** The user principal names of user objects. No verdict needs them: they are taken in where users are to be listed. */
export class UserPrincipalNames {
  readonly #numbers: PrincipalNumbers;
  readonly #names: (string | undefined)[] = [];

  constructor(numbers: PrincipalNumbers) {
    this.#numbers = numbers;
  }

  /** Takes in a user object as Graph returns it. Where one comes twice, the last one counts. */
  add(wire: unknown): void {
    if (!isAccount(wire)) return;
    const { id, userPrincipalName: name } = wire;
    this.#names[this.#numbers.of(id)] = typeof name === 'string' && name !== '' ? name : undefined;
  }

  /** Null where none was given. */
  of(id: string): string | null {
    return this.#names[this.#numbers.find(id) ?? -1] ?? null;
  }

  /** The id of the user with that name, upper or lower case; undefined where nobody has it. */
  idOf(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const number = this.#names.findIndex((known) => known?.toLowerCase() === wanted);
    return number < 0 ? undefined : this.#numbers.idOf(number);
  }
}

/** Gathers the names of a snapshot when the first one is asked for. Of a large tenant it knows those that were kept. */
export function userPrincipalNameIn(
  tenant: TenantSnapshot | LargeTenant,
  numbers: PrincipalNumbers,
): (id: string) => string | null {
  let names = 'population' in tenant ? tenant.population.userPrincipalNames : undefined;
  return (id) => {
    names ??= namesOf('population' in tenant ? [] : (tenant.users ?? []), numbers);
    return names.of(id);
  };
}

/** Undefined where no user that was kept has the name. */
export function userIdNamed(tenant: TenantSnapshot | LargeTenant, name: string): string | undefined {
  if ('population' in tenant) return tenant.population.userPrincipalNames?.idOf(name);
  return namesOf(tenant.users ?? [], new PrincipalNumbers()).idOf(name);
}

function namesOf(users: readonly unknown[], numbers: PrincipalNumbers): UserPrincipalNames {
  const names = new UserPrincipalNames(numbers);
  for (const user of users) names.add(user);
  return names;
}
