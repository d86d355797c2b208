import { describe, expect, it } from 'vitest';
import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { TenantReader } from '../../../shared/application/ports/tenant-reader.ts';
import {
  assignment,
  described,
  type ExampleTenant,
  exampleTenant,
  group,
  ids,
  policy,
  tenantId,
  user,
} from './example-tenant.ts';
import { arrangeReader } from './graph-reader-under-test.ts';
import { type AlsoRead, InMemoryTenantReader } from './in-memory-tenant-reader.ts';

/** A reader that can be told of no excepted groups. */
interface ReaderUnderTest {
  read(tenant: TenantId, exceptedGroups?: readonly string[]): ReturnType<TenantReader['read']>;
}
type MakeReader = (tenant: ExampleTenant, also?: AlsoRead) => ReaderUnderTest;

const makers: readonly { name: string; make: MakeReader }[] = [
  {
    name: 'GraphTenantReader',
    make: (tenant, also) => arrangeReader({ tenant, ...also }).reader,
  },
  {
    name: 'InMemoryTenantReader',
    make: (tenant, also) => new InMemoryTenantReader(tenant, also),
  },
];

const byId = (elements: readonly unknown[] | undefined) =>
  (elements ?? []).map((element) => Object(element)['id']).toSorted();
const named = (...excludeGroups: string[]) => [policy({ excludeGroups })];

describe.each(makers)('A tenant reader: $name', ({ make }) => {
  it('returns what is not about principals as it is', async () => {
    const tenant = exampleTenant();

    const snapshot = await make(tenant).read(tenantId);

    const { policies, namedLocations, users, securityDefaults, licences } = tenant;
    expect(snapshot).toMatchObject({
      tenantId,
      policies,
      namedLocations,
      users,
      securityDefaults,
      licences,
      unread: [],
    });
  });

  it('returns the groups that policies name and those nested in them, each with its direct members', async () => {
    const tenant = exampleTenant({ policies: named(ids.excluded), roleAssignments: [] });

    const { groups } = await make(tenant).read(tenantId);

    expect(byId(groups)).toEqual([ids.excluded, ids.nested, ids.deepest]);
    const expected = tenant.groups.slice(0, 3).map((one) => ({ ...described(one), members: one.members }));
    expect(groups).toMatchObject(expected);
  });

  it('tells of a group how people can come into it, and of one that policies name who owns it', async () => {
    const club = {
      id: ids.excluded,
      displayName: 'Club',
      visibility: 'Public',
      groupTypes: ['Unified'],
      owners: [user(ids.chris)],
      members: [group(ids.nested)],
    } as const;
    const ruled = { id: ids.nested, displayName: 'Ruled', membershipRule: 'user.department -eq "A"' };
    const groups = [club, { ...ruled, owners: [user(ids.alex)], members: [user(ids.billie)] }];

    const snapshot = await make(exampleTenant({ policies: named(ids.excluded), groups })).read(tenantId);

    expect(snapshot.groups).toEqual([
      { ...described(club), owners: club.owners, members: club.members },
      { ...described({ ...ruled, members: [] }), members: [user(ids.billie)] },
    ]);
  });

  it('returns every role assignment, at any scope, and every eligibility', async () => {
    const tenant = exampleTenant();

    const { roleAssignments, roleEligibilities } = await make(tenant).read(tenantId);

    expect(roleAssignments).toEqual(tenant.roleAssignments);
    expect(roleEligibilities).toEqual(tenant.roleEligibilities);
  });

  it.each([
    { role: 'a role that policies name', roleDefinitionId: ids.directoryReaders },
    { role: 'an administrative role', roleDefinitionId: ids.userAdministrator },
    { role: 'a custom role that counts as administrative', roleDefinitionId: ids.customRole },
  ])('returns the groups that hold $role or may activate it', async ({ roleDefinitionId }) => {
    const tenant = exampleTenant({
      policies: [policy({ includeRoles: [ids.directoryReaders] })],
      roleAssignments: [assignment(ids.administrators, roleDefinitionId, '/administrativeUnits/west')],
      roleEligibilities: [assignment(ids.unnamed, roleDefinitionId)],
    });

    const snapshot = await make(tenant, { administrativeRoles: [ids.customRole] }).read(tenantId);

    expect(byId(snapshot.groups)).toEqual([ids.administrators, ids.unnamed]);
    expect(snapshot.unread).toEqual([]);
  });

  it('passes over the groups that hold other roles', async () => {
    const roleAssignments = [
      assignment(ids.unnamed, ids.directoryReaders),
      assignment(ids.nested, ids.customRole),
    ];

    const snapshot = await make(exampleTenant({ policies: [], roleAssignments })).read(tenantId);

    expect(snapshot.groups).toEqual([]);
  });

  it('returns the groups that it is told to read besides, and passes over users among them', async () => {
    const tenant = exampleTenant({ policies: [], roleAssignments: [] });

    const snapshot = await make(tenant, { alsoGroups: [ids.breakGlass, ids.alex] }).read(tenantId);

    expect(byId(snapshot.groups)).toEqual([ids.breakGlass]);
    expect(snapshot.unread).toEqual([]);
  });

  it('returns the groups that exceptions are for, in the reading that is told of them alone', async () => {
    const reader = make(exampleTenant({ policies: [], roleAssignments: [] }));

    const told = await reader.read(tenantId, [ids.excluded]);
    const untold = await reader.read(tenantId, []);

    expect(byId(told.groups)).toEqual([ids.excluded, ids.nested, ids.deepest]);
    expect(told.unread).toEqual([]);
    expect(untold.groups).toEqual([]);
  });

  it('returns an excepted group that was deleted as one without members', async () => {
    const reader = make(exampleTenant({ policies: [], roleAssignments: [] }));

    const { groups, unread } = await reader.read(tenantId, [ids.deleted]);

    expect({ groups, unread }).toEqual({ groups: [{ id: ids.deleted, members: [] }], unread: [] });
  });

  it('names an excepted group as unread where it may not read it', async () => {
    const forbidden = [{ kind: 'group', id: ids.excluded }] as const;
    const reader = make(exampleTenant({ policies: [], roleAssignments: [], forbidden }));

    const { groups, unread } = await reader.read(tenantId, [ids.excluded]);

    expect(groups).toEqual([]);
    expect(unread).toEqual([{ ...forbidden[0], why: expect.any(String) }]);
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
    { kind: 'role', member: 'roleAssignments' },
    { kind: 'roleEligibilities', member: 'roleEligibilities' },
    { kind: 'securityDefaults', member: 'securityDefaults' },
    { kind: 'licences', member: 'licences' },
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
    { what: 'a group', forbidden: { kind: 'group', id: ids.excluded } },
    { what: 'a nested group', forbidden: { kind: 'group', id: ids.deepest } },
  ] as const)('names $what as unread where it may not read it', async ({ forbidden }) => {
    const snapshot = await make(exampleTenant({ forbidden: [forbidden] })).read(tenantId);

    expect(snapshot.unread).toEqual([{ ...forbidden, why: expect.any(String) }]);
    expect(byId(snapshot.groups)).not.toContain(forbidden.id);
  });

  it('names a group that was deleted as unread', async () => {
    const tenant = exampleTenant({ policies: named(ids.deleted), roleAssignments: [] });

    const snapshot = await make(tenant).read(tenantId);

    expect(snapshot.groups).toEqual([]);
    expect(snapshot.unread).toEqual([{ kind: 'group', id: ids.deleted, why: expect.any(String) }]);
  });
});
