import type { GraphTenantReaderOptions } from '../../../shared/adapters/graph/graph-tenant-reader.ts';
import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { TenantReader } from '../../../shared/application/ports/tenant-reader.ts';
import { administrativeRoles } from '../../../shared/core/controls/administrative-roles.ts';
import type { TenantSnapshot, Unread } from '../../../shared/core/tenant-snapshot.ts';
import { described, type ExampleTenant, type Forbidden } from './example-tenant.ts';

export type AlsoRead = Pick<GraphTenantReaderOptions, 'alsoGroups' | 'administrativeRoles'>;

/** Stands in for Graph where a test is about something else; held to the same contract as the real reader. */
export class InMemoryTenantReader implements TenantReader {
  readonly #tenant: ExampleTenant;
  readonly #also: AlsoRead;

  constructor(tenant: ExampleTenant, also: AlsoRead = {}) {
    this.#tenant = tenant;
    this.#also = also;
  }

  async read(tenantId: TenantId, exceptedGroups: readonly string[] = []): Promise<TenantSnapshot> {
    const { policies, namedLocations, users, securityDefaults, licences } = this.#tenant;
    const readablePolicies = this.#isForbidden('policies') ? [] : policies;
    const { roleAssignments, roleEligibilities } = this.#tenant;
    const assignments = this.#isForbidden('role') ? [] : roleAssignments;
    const eligibilities = this.#isForbidden('roleEligibilities') ? [] : roleEligibilities;
    const named = [
      ...idsIn(readablePolicies, ['includeGroups', 'excludeGroups']),
      ...(this.#also.alsoGroups ?? []).filter((id) => !users.some((user) => user.id === id)),
    ];
    const roles = [
      ...idsIn(readablePolicies, ['includeRoles', 'excludeRoles']),
      ...administrativeRoles.roles.map(({ templateId }) => templateId),
      ...(this.#also.administrativeRoles ?? []),
    ];
    const holders = [...assignments, ...eligibilities]
      .filter(({ roleDefinitionId }) => roles.includes(roleDefinitionId))
      .map(({ principalId }) => principalId)
      .filter((id) => this.#group(id) !== undefined);
    const deleted = exceptedGroups.filter((id) => this.#group(id) === undefined && !named.includes(id));
    const wanted = this.#withNested([...named, ...holders, ...exceptedGroups]).filter(
      (id) => !deleted.includes(id),
    );
    const unreadGroups = wanted.filter((id) => this.#members(id) === undefined);
    const readGroups = this.#tenant.groups.filter(
      ({ id }) => wanted.includes(id) && !unreadGroups.includes(id),
    );
    return {
      tenantId,
      policies: readablePolicies,
      ...(!this.#isForbidden('namedLocations') && { namedLocations }),
      ...(!this.#isForbidden('users') && { users }),
      groups: [
        ...readGroups.map((group) => ({
          ...described(group),
          ...(named.includes(group.id) && { owners: group.owners ?? [] }),
          members: group.members,
        })),
        ...deleted.map((id) => ({ id, members: [] })),
      ],
      ...(!this.#isForbidden('role') && { roleAssignments }),
      ...(!this.#isForbidden('roleEligibilities') && { roleEligibilities }),
      ...(!this.#isForbidden('securityDefaults') && { securityDefaults }),
      ...(!this.#isForbidden('licences') && { licences }),
      unread: [
        ...this.#tenant.forbidden.filter(({ kind }) => kind !== 'group').map(unread),
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
