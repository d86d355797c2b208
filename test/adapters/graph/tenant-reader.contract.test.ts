import { describe, expect, it } from 'vitest';
import type { TenantReader } from '../../../shared/application/ports/tenant-reader.ts';
import { type ExampleTenant, exampleTenant, group, ids, policy, tenantId, user } from './example-tenant.ts';
import { arrangeReader } from './graph-reader-under-test.ts';
import { InMemoryTenantReader } from './in-memory-tenant-reader.ts';

type MakeReader = (tenant: ExampleTenant, alsoGroups?: readonly string[]) => TenantReader;

const makers: readonly { name: string; make: MakeReader }[] = [
  {
    name: 'GraphTenantReader',
    make: (tenant, alsoGroups = []) => arrangeReader({ tenant, alsoGroups }).reader,
  },
  {
    name: 'InMemoryTenantReader',
    make: (tenant, alsoGroups) => new InMemoryTenantReader(tenant, alsoGroups),
  },
];

const byId = (elements: readonly unknown[] | undefined) =>
  (elements ?? []).map((element) => Object(element)['id']).toSorted();
const named = (...excludeGroups: string[]) => [policy({ excludeGroups })];

describe.each(makers)('A tenant reader: $name', ({ make }) => {
  it('returns policies, named locations, users and security defaults as they are', async () => {
    const tenant = exampleTenant();

    const snapshot = await make(tenant).read(tenantId);

    const { policies, namedLocations, users, securityDefaults } = tenant;
    expect(snapshot).toMatchObject({
      tenantId,
      policies,
      namedLocations,
      users,
      securityDefaults,
      unread: [],
    });
  });

  it('returns the groups that policies name and those nested in them, each with its direct members', async () => {
    const tenant = exampleTenant({ policies: named(ids.excluded) });

    const { groups } = await make(tenant).read(tenantId);

    expect(byId(groups)).toEqual([ids.excluded, ids.nested, ids.deepest]);
    expect(groups).toEqual(expect.arrayContaining(tenant.groups.slice(0, 3)));
  });

  it('returns the assignments of the roles that policies name, and the groups that hold them', async () => {
    const tenant = exampleTenant({ policies: [policy({ includeRoles: [ids.globalAdministrator] })] });

    const snapshot = await make(tenant).read(tenantId);

    expect(snapshot.roleAssignments).toEqual(tenant.roleAssignments.slice(0, 3));
    expect(byId(snapshot.groups)).toEqual([ids.administrators]);
    expect(snapshot.unread).toEqual([]);
  });

  it('returns the groups that it is told to read besides, and passes over users among them', async () => {
    const tenant = exampleTenant({ policies: [] });

    const snapshot = await make(tenant, [ids.breakGlass, ids.alex]).read(tenantId);

    expect(byId(snapshot.groups)).toEqual([ids.breakGlass]);
    expect(snapshot.unread).toEqual([]);
  });

  it('reads groups that are nested in each other once', async () => {
    const groups = [
      { id: ids.excluded, displayName: 'Excluded', members: [group(ids.nested), user(ids.alex)] },
      { id: ids.nested, displayName: 'Nested', members: [group(ids.excluded), group(ids.nested)] },
    ];

    const snapshot = await make(exampleTenant({ policies: named(ids.excluded), groups })).read(tenantId);

    expect(byId(snapshot.groups)).toEqual([ids.excluded, ids.nested]);
  });

  it.each([
    { kind: 'namedLocations', member: 'namedLocations' },
    { kind: 'users', member: 'users' },
    { kind: 'securityDefaults', member: 'securityDefaults' },
  ] as const)(
    'names $kind as unread, and not as empty, where it may not read them',
    async ({ kind, member }) => {
      const snapshot = await make(exampleTenant({ forbidden: [{ kind }] })).read(tenantId);

      expect(snapshot).not.toHaveProperty(member);
      expect(snapshot.unread).toEqual([{ kind, why: expect.any(String) }]);
    },
  );

  it('names the policies as unread where it may not read them', async () => {
    const snapshot = await make(exampleTenant({ forbidden: [{ kind: 'policies' }] })).read(tenantId);

    expect(snapshot.policies).toEqual([]);
    expect(snapshot.unread).toEqual([{ kind: 'policies', why: expect.any(String) }]);
  });

  it.each([
    { what: 'a role', forbidden: { kind: 'role', id: ids.globalAdministrator } },
    { what: 'a group', forbidden: { kind: 'group', id: ids.excluded } },
    { what: 'a nested group', forbidden: { kind: 'group', id: ids.deepest } },
  ] as const)('names $what as unread where it may not read it', async ({ forbidden }) => {
    const snapshot = await make(exampleTenant({ forbidden: [forbidden] })).read(tenantId);

    expect(snapshot.unread).toEqual([{ ...forbidden, why: expect.any(String) }]);
    expect(byId(snapshot.groups)).not.toContain(forbidden.id);
  });

  it('names a group that was deleted as unread', async () => {
    const snapshot = await make(exampleTenant({ policies: named(ids.deleted) })).read(tenantId);

    expect(snapshot.groups).toEqual([]);
    expect(snapshot.unread).toEqual([{ kind: 'group', id: ids.deleted, why: expect.any(String) }]);
  });
});
