import { describe, expect, it } from 'vitest';
import { listWasCut, readTenantExport } from '../../shared/application/tenant-export.ts';
import { InputError } from '../../shared/core/errors.ts';

describe('a tenant export', () => {
  it('needs nothing but policies', () => {
    expect(readTenantExport({ policies: [] })).toStrictEqual({ policies: [] });
  });

  it('keeps elements as Graph returned them, and of members that it does not know the names', () => {
    const policies = [{ id: 'p', conditions: { new: 1 } }, 7];
    const users = [{ id: 'u', displayName: null, createdDateTime: '2026-01-01' }];

    const annotations = {
      '@odata.context': 'x',
      'users@odata.count': 1,
      '#microsoft.graph.list': {},
      $schema: 'y',
    };
    const snapshot = readTenantExport({ policies, users, exportedBy: 'someone', tool: null, ...annotations });

    expect(snapshot).toStrictEqual({ policies, users, passedOver: ['exportedBy'] });
  });

  it.each([
    ['namedLocation', 'namedLocations'],
    ['NamedLocations', 'namedLocations'],
    ['role_assignment', 'roleAssignments'],
    ['user', 'users'],
    ['licenses', 'licences'],
    ['roleEligibilites', 'roleEligibilities'],
  ])('names %s as a slip for %s, so that it is not taken for absent', (name, meant) => {
    const read = () => readTenantExport({ policies: [], [name]: [] });
    expect(read).toThrow(
      new InputError([{ member: name, message: `is not known: did you mean "${meant}"?` }]),
    );
  });

  it.each(['tenant', 'owners', 'roles', 'devices', 'locations'])(
    'takes %s for a member of its own',
    (name) => {
      expect(readTenantExport({ policies: [], [name]: [] }).passedOver).toEqual([name]);
    },
  );

  it('takes a name that is much like one that is given for a member of its own', () => {
    const snapshot = readTenantExport({ policies: [], users: [], user: 'who made the export' });
    expect(snapshot.passedOver).toEqual(['user']);
  });

  it('takes null for an absent member', () => {
    const json = { tenantId: null, policies: [], users: null, securityDefaults: null, unread: null };
    expect(readTenantExport(json)).toStrictEqual({ policies: [] });
  });

  it('reads security defaults out of the whole object that Graph returns', () => {
    const securityDefaults = { id: '0', displayName: 'Security Defaults', isEnabled: true };
    expect(readTenantExport({ policies: [], securityDefaults }).securityDefaults).toStrictEqual({
      isEnabled: true,
    });
  });

  it.each([
    ['policies', 'policies'],
    ['namedLocations', 'namedLocations'],
    ['users', 'users'],
    ['groups', 'group'],
    ['roleAssignments', 'role'],
    ['roleEligibilities', 'roleEligibilities'],
    ['licences', 'licences'],
  ])('takes a list of %s that was cut for unread, wherever its nextLink stands', (name, kind) => {
    const unread = [{ kind, why: listWasCut }];
    const beside = { policies: [], [name]: [], [`${name}@odata.nextLink`]: 'https://next' };
    const inside = { policies: [], [name]: { value: [], '@odata.nextLink': 'https://next' } };

    expect(readTenantExport(beside)).toStrictEqual({ policies: [], [name]: [], unread });
    expect(readTenantExport(inside)).toStrictEqual({ policies: [], [name]: [], unread });
  });

  it('unwraps a whole list response in place of a list', () => {
    const users = { '@odata.context': 'x', value: [{ id: 'u' }] };
    expect(readTenantExport({ policies: [], users })).toStrictEqual({ policies: [], users: [{ id: 'u' }] });
  });

  it('takes a group for unread whose members are cut or not given, and no other', () => {
    const groups = [
      { id: 'whole', members: [{ id: 'u' }] },
      { id: 'empty', members: [] },
      { id: 'cut', members: [{ id: 'u' }], 'members@odata.nextLink': 'https://next' },
      { id: 'paged', members: { value: [{ id: 'u' }] } },
      { id: 'listed' },
    ];

    const snapshot = readTenantExport({ policies: [], groups, unread: [{ kind: 'users', id: null }] });

    expect(snapshot.unread).toStrictEqual([
      { kind: 'users' },
      { kind: 'group', id: 'cut', why: listWasCut },
      { kind: 'group', id: 'listed', why: 'its members are not in the export' },
    ]);
    expect(snapshot.groups?.[3]).toStrictEqual({ id: 'paged', members: [{ id: 'u' }] });
  });

  it.each<[string, unknown, string]>([
    ['a number', 7, 'must be an object'],
    ['an array', [], 'must be an object'],
    ['no policies', {}, 'policies: is missing'],
    ['policies that are no list', { policies: {} }, 'policies: must be a list'],
    ['a tenant id that is no string', { policies: [], tenantId: 7 }, 'tenantId: must be a string'],
    ['users that are no list', { policies: [], users: 'all' }, 'users: must be a list'],
    ['a user that is no object', { policies: [], users: [{ id: 'u' }, 7] }, 'users[1]: must be an object'],
    ['a user without an id', { policies: [], users: [{}] }, 'users[0].id: is missing'],
    ['a user whose id is a number', { policies: [], users: [{ id: 7 }] }, 'users[0].id: must be a string'],
    [
      'an account that is enabled by a word',
      { policies: [], users: [{ id: 'u', accountEnabled: 'false' }] },
      'users[0].accountEnabled: must be true or false',
    ],
    ['a group without an id', { policies: [], groups: [{ members: [] }] }, 'groups[0].id: is missing'],
    [
      'a member that is a bare id',
      { policies: [], groups: [{ id: 'g', members: ['u'] }] },
      'groups[0].members[0]: must be an object',
    ],
    [
      'a role assignment without its principal',
      { policies: [], roleAssignments: [{ roleDefinitionId: 'r' }] },
      'roleAssignments[0].principalId: is missing',
    ],
    [
      'an eligibility whose scope is a number',
      { policies: [], roleEligibilities: [{ principalId: 'u', roleDefinitionId: 'r', appScopeId: 7 }] },
      'roleEligibilities[0].appScopeId: must be a string',
    ],
    [
      'security defaults by a word',
      { policies: [], securityDefaults: { isEnabled: 'no' } },
      'securityDefaults.isEnabled: must be true or false',
    ],
    [
      'another word for baseline scopes',
      { policies: [], baselineScopes: 'on' },
      'baselineScopes: must be "enforced" or "notEnforced"',
    ],
    ['a licence that is no name', { policies: [], licences: [7] }, 'licences[0]: must be a string'],
    [
      'something unread without a kind',
      { policies: [], unread: [{ id: 'g' }] },
      'unread[0].kind: is missing',
    ],
  ])('refuses %s and names the member', (_what, json, message) => {
    expect(() => readTenantExport(json)).toThrow(expect.objectContaining({ name: 'InputError', message }));
  });

  it('names every problem, not only the first', () => {
    const read = () => readTenantExport({ policies: [], users: [{ id: 1 }, null], licences: 'P2' });
    expect(read).toThrow(
      'users[0].id: must be a string\nusers[1]: must be an object\nlicences: must be a list',
    );
  });
});
