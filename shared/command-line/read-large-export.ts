import {
  checkGroup,
  checkMember,
  checkUser,
  type ElementCheck,
  problemsOfEach,
} from '../application/element-checks.ts';
import type { JsonObject } from '../application/graph-paging.ts';
import { memberPath } from '../application/input-problems.ts';
import { readGroup, readTenantExport } from '../application/tenant-export.ts';
import { PopulationBuilder } from '../core/conditional-access/population.ts';
import type { PrincipalNumbers } from '../core/conditional-access/principal-numbers.ts';
import { isRecord } from '../core/conditional-access/wire.ts';
import { InputError } from '../core/errors.ts';
import type { LargeTenant, Unread } from '../core/tenant-snapshot.ts';
import type { ExportPiece } from './export-pieces.ts';

/**
 * The tenant whose export comes in these pieces; its users and groups enter `numbers`. Throws InputError with the path
 * of everything that is malformed in the first piece where something is.
 */
export async function readLargeExport(
  pieces: AsyncIterable<ExportPiece>,
  numbers?: PrincipalNumbers,
  keeps?: 'userPrincipalNames',
): Promise<LargeTenant> {
  const reader = new LargeExportReader(numbers, keeps);
  for await (const piece of pieces) {
    if (piece.collection === 'rest') return reader.end(piece.tenantExport);
    reader.read(piece);
  }
  throw new Error('The rest of the export did not come.');
}

class LargeExportReader {
  readonly #population: PopulationBuilder;
  readonly #unreadGroups: Unread[] = [];
  readonly #roles = { roleAssignments: [] as unknown[], roleEligibilities: [] as unknown[] };

  constructor(numbers?: PrincipalNumbers, keeps?: 'userPrincipalNames') {
    this.#population = new PopulationBuilder(numbers, { keeps });
  }

  read(piece: Exclude<ExportPiece, { collection: 'rest' }>): void {
    const { collection, elements, index } = piece;
    switch (collection) {
      case 'users':
        refuseWrong(['users'], elements, index, checkUser);
        for (const user of elements) this.#population.addUser(user);
        break;
      case 'members':
        refuseWrong(['groups', piece.group, 'members'], elements, index, checkMember);
        this.#population.addMembers(piece.group, elements);
        break;
      case 'groups':
        this.#addGroups(elements, index);
        break;
      default:
        append(this.#roles[collection], elements);
    }
  }

  #addGroups(wires: readonly unknown[], first: number): void {
    const groups = wires.map(readGroup);
    refuseWrong(
      ['groups'],
      groups.map(({ group }) => group),
      first,
      checkGroup,
    );
    for (const [at, { group, unread }] of groups.entries()) {
      this.#population.addGroup(group, first + at);
      if (unread !== undefined) this.#unreadGroups.push(unread);
    }
  }

  /** In the rest, the lists whose elements came before are empty, if they are there at all. */
  end(rest: JsonObject): LargeTenant {
    for (const [name, elements] of Object.entries(this.#roles)) append(listIn(rest[name]), elements);
    const { users, groups, unread = [], ...others } = readTenantExport(rest);
    const population = this.#population.population({
      users: users !== undefined,
      groups: groups !== undefined,
    });
    return { ...others, unread: [...unread, ...this.#unreadGroups], population };
  }
}

function refuseWrong(
  list: readonly (string | number)[],
  elements: readonly unknown[],
  first: number,
  check: ElementCheck,
): void {
  const problems = problemsOfEach(elements, check, first);
  if (problems.length === 0) return;
  throw new InputError(
    problems.map(({ path, message }) => ({ member: memberPath([...list, ...path]), message })),
  );
}

/** The list itself, or the one inside a page of Graph. */
function listIn(collection: unknown): unknown[] {
  if (Array.isArray(collection)) return collection;
  return isRecord(collection) ? listIn(collection['value']) : [];
}

/** A spread of that many elements would not fit the stack. */
function append(list: unknown[], elements: readonly unknown[]): void {
  for (const element of elements) list.push(element);
}
