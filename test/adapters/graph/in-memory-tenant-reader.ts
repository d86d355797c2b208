import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { TenantReader } from '../../../shared/application/ports/tenant-reader.ts';
import type { TenantSnapshot, Unread } from '../../../shared/core/tenant-snapshot.ts';
import type { ExampleTenant, Forbidden } from './example-tenant.ts';

/** Stands in for Graph where a test is about something else; held to the same contract as the real reader. */
export class InMemoryTenantReader implements TenantReader {
  readonly #tenant: ExampleTenant;
  readonly #alsoGroups: readonly string[];

  constructor(tenant: ExampleTenant, alsoGroups: readonly string[] = []) {
    this.#tenant = tenant;
    this.#alsoGroups = alsoGroups;
  }

  async read(tenantId: TenantId): Promise<TenantSnapshot> {
    const { policies, namedLocations, users, securityDefaults } = this.#tenant;
    const readablePolicies = this.#isForbidden('policies') ? [] : policies;
    const roles = idsIn(readablePolicies, ['includeRoles', 'excludeRoles']);
    const readableRoles = roles.filter((id) => !this.#isForbidden('role', id));
    const roleAssignments = this.#tenant.roleAssignments.filter(({ roleDefinitionId }) =>
      readableRoles.includes(roleDefinitionId),
    );
    const wanted = this.#withNested([
      ...idsIn(readablePolicies, ['includeGroups', 'excludeGroups']),
      ...this.#alsoGroups.filter((id) => !users.some((user) => user.id === id)),
      ...roleAssignments.map(({ principalId }) => principalId).filter((id) => this.#group(id) !== undefined),
    ]);
    const unreadGroups = wanted.filter((id) => this.#members(id) === undefined);
    return {
      tenantId,
      policies: readablePolicies,
      ...(!this.#isForbidden('namedLocations') && { namedLocations }),
      ...(!this.#isForbidden('users') && { users }),
      groups: this.#tenant.groups.filter(({ id }) => wanted.includes(id) && !unreadGroups.includes(id)),
      roleAssignments,
      ...(!this.#isForbidden('securityDefaults') && { securityDefaults }),
      unread: [
        ...this.#tenant.forbidden.filter(({ kind }) => kind !== 'group' && kind !== 'role').map(unread),
        ...roles.filter((id) => this.#isForbidden('role', id)).map((id) => unread({ kind: 'role', id })),
        ...unreadGroups.map((id) => unread({ kind: 'group', id })),
      ],
    };
  }

  #withNested(ids: readonly string[]): readonly string[] {
    const known = new Set(ids);
    // A set shows members that are added while it is walked.
    for (const id of known) {
      for (const member of this.#members(id) ?? []) {
        if (member['@odata.type'] === '#microsoft.graph.group') known.add(member.id);
      }
    }
    return [...known];
  }

  #group(id: string) {
    return this.#tenant.groups.find((group) => group.id === id);
  }

  #members(id: string) {
    return this.#isForbidden('group', id) ? undefined : this.#group(id)?.members;
  }

  #isForbidden(kind: Forbidden['kind'], id?: string): boolean {
    return this.#tenant.forbidden.some((one) => one.kind === kind && (!('id' in one) || one.id === id));
  }
}

function unread(what: { readonly kind: string; readonly id?: string }): Unread {
  return { ...what, why: 'cannot be read' };
}

/** The ids in these members of `conditions.users`, over all policies. */
function idsIn(policies: readonly unknown[], members: readonly string[]): string[] {
  const found = new Set<string>();
  JSON.stringify(policies, (member: string, value: unknown) => {
    if (members.includes(member) && Array.isArray(value)) {
      for (const id of value) found.add(String(id));
    }
    return value;
  });
  return [...found];
}
