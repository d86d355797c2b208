import { describe, expect, it } from 'vitest';
import { assignment, exampleTenant, ids, tenantId, user } from './example-tenant.ts';
import { forbidden, graphError, origin, throttled } from './fake-graph.ts';
import { arrangeReader } from './graph-reader-under-test.ts';

const assignmentsPath = '/roleAssignments';
const eligibilitiesPath = '/roleEligibilityScheduleInstances';

describe('Reading roles', () => {
  it('asks for one list of assignments and one of eligibilities, however many roles there are', async () => {
    const { reader, graph } = arrangeReader({ pageSize: 999 });

    await reader.read(tenantId);

    expect(graph.requestsTo(assignmentsPath).map(({ url }) => url.search)).toEqual(['']);
    expect(graph.requestsTo(eligibilitiesPath).map(({ url }) => url.search)).toEqual(['']);
  });

  it('reads the lists to their last page', async () => {
    const roleAssignments = Array.from({ length: 7 }, (_, index) => assignment(`user-${index}`));
    const tenant = exampleTenant({ policies: [], roleAssignments, roleEligibilities: roleAssignments });
    const { reader, graph } = arrangeReader({ tenant, pageSize: 2 });

    const snapshot = await reader.read(tenantId);

    expect(snapshot).toMatchObject({ roleAssignments, roleEligibilities: roleAssignments });
    expect(graph.requestsTo(assignmentsPath)).toHaveLength(4);
  });

  it('names all roles as unread where a later page fails, and keeps no half of the list', async () => {
    const { reader, graph } = arrangeReader();
    const nextLink = `${origin}/v1.0/roleManagement/directory/roleAssignments?$skiptoken=2`;
    graph.answerNext(
      assignmentsPath,
      () => Response.json({ value: [assignment(ids.alex)], '@odata.nextLink': nextLink }),
      () => forbidden(),
    );

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('roleAssignments');
    expect(snapshot.unread).toEqual([
      { kind: 'role', why: expect.stringMatching(/HTTP 403 .*grant .*RoleManagement\.Read\.Directory$/) },
    ]);
  });

  it('says which permission is missing for eligibilities', async () => {
    const { reader } = arrangeReader({
      tenant: exampleTenant({ forbidden: [{ kind: 'roleEligibilities' }] }),
    });

    const { unread } = await reader.read(tenantId);

    expect(unread).toEqual([
      { kind: 'roleEligibilities', why: expect.stringMatching(/grant .*RoleManagement\.Read\.Directory$/) },
    ]);
  });

  it('says which licence is missing for eligibilities, in the words of Graph', async () => {
    const { reader, graph } = arrangeReader();
    const message =
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.';
    graph.answerNext(eligibilitiesPath, () => graphError(400, 'AadPremiumLicenseRequired', message));

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('roleEligibilities');
    expect(snapshot.unread).toEqual([
      { kind: 'roleEligibilities', why: expect.stringContaining('needs to have Microsoft Entra ID P2') },
    ]);
  });

  it('waits and asks again where it is throttled', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(assignmentsPath, () => throttled({ 'retry-after': '10' }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([]);
    expect(graph.requestsTo(assignmentsPath).length).toBeGreaterThan(1);
  });

  it.each([
    { what: 'principal', broken: { roleDefinitionId: ids.userAdministrator } },
    { what: 'role', broken: { principalId: ids.alex } },
  ])('names roles as unread where an assignment has no $what', async ({ broken }) => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(assignmentsPath, () => Response.json({ value: [assignment(ids.billie), broken] }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('roleAssignments');
    expect(snapshot.unread).toMatchObject([{ kind: 'role' }]);
  });

  it('knows a role by its id in any case', async () => {
    const held = assignment(ids.administrators, ids.userAdministrator.toUpperCase());
    const custom = assignment(ids.unnamed, ids.customRole);
    const tenant = exampleTenant({ policies: [], roleAssignments: [held, custom] });
    const { reader } = arrangeReader({ tenant, administrativeRoles: [ids.customRole.toUpperCase()] });

    const { groups } = await reader.read(tenantId);

    expect(groups).toMatchObject([{ id: ids.administrators }, { id: ids.unnamed }]);
  });

  it('names the group that holds a role as unread where its members cannot be read', async () => {
    const tenant = exampleTenant({ policies: [], forbidden: [{ kind: 'group', id: ids.administrators }] });
    const { reader } = arrangeReader({ tenant });

    const { unread } = await reader.read(tenantId);

    expect(unread).toMatchObject([{ kind: 'group', id: ids.administrators }]);
  });
});

describe('Reading the owners of a group', () => {
  const owned = { id: ids.excluded, displayName: 'Excluded', members: [user(ids.alex)] };

  it('leaves them out where they cannot be read, and reads on', async () => {
    const { reader, graph } = arrangeReader({ tenant: exampleTenant({ groups: [owned] }) });
    graph.answerNext('/owners', () => forbidden());

    const snapshot = await reader.read(tenantId);

    expect(snapshot.groups).toMatchObject([{ id: ids.excluded }]);
    expect(snapshot.groups?.[0]).not.toHaveProperty('owners');
    expect(snapshot.unread).toEqual([]);
  });

  it('asks for those of the groups that policies name, and of no nested one', async () => {
    const { reader, graph } = arrangeReader();

    await reader.read(tenantId);

    expect(graph.requestsTo('/owners').map(({ url }) => url.pathname)).toEqual([
      `/v1.0/groups/${ids.excluded}/owners`,
    ]);
  });
});
