import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeInput } from '../../shared/command-line/judge-input.ts';
import { namesIn } from '../../shared/command-line/object-names.ts';
import { readTenantFile } from '../../shared/command-line/tenant-input.ts';
import { PrincipalNumbers } from '../../shared/core/conditional-access/principal-numbers.ts';
import { blockDeviceCode } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is longer than this is read in pieces, as if a string could hold no more. */
const longest = 1_000;

const settings = {
  exceptions: [],
  emergencyAccess: ['user-3'],
  administrativeRoles: [],
  at: () => new Date('2026-11-22'),
};

const people = Array.from({ length: 50 }, (_, number) => ({
  id: `user-${number}`,
  displayName: `Zoë ${number}`,
}));
function exceptFor(group: string) {
  const { conditions } = blockDeviceCode;
  const users = { ...conditions.users, excludeGroups: [group] };
  return { ...blockDeviceCode, conditions: { ...conditions, users } };
}

const tenantExport = {
  tenantId: 'tenant',
  tool: 'made by hand',
  policies: [exceptFor('all')],
  users: people,
  groups: [
    { id: 'nobody' },
    {
      id: 'all',
      displayName: 'Everybody',
      members: people.map(({ id }) => ({ '@odata.type': '#microsoft.graph.user', id })),
    },
    { id: 'empty', members: [] },
    { id: 'page', members: { value: [{ id: 'user-1' }], '@odata.nextLink': 'https://graph/next' } },
  ],
  roleAssignments: { value: [{ principalId: 'user-1', roleDefinitionId: 'role' }] },
};

async function fileWith(content: unknown): Promise<string> {
  return join(await temporaryFolder({ 'tenant.json': content }), 'tenant.json');
}

describe('an export that a string cannot hold', () => {
  it('is read as the same tenant, under the same hash', async () => {
    const path = await fileWith(tenantExport);

    const [large, whole] = await Promise.all([readTenantFile(path, { longest }), readTenantFile(path)]);

    expect(large.snapshot).toHaveProperty('population');
    const result = judgeInput(large, settings);
    expect(result.controls.find(({ id }) => id === '2.2.3')?.usersInGap).toBe(people.length - 1);
    expect(result).toEqual(judgeInput(whole, settings));
    expect(large.snapshot.passedOver).toEqual(['tool']);
    expect(large.snapshot.unread).toEqual(whole.snapshot.unread);
    expect(large.snapshot.roleAssignments).toEqual(whole.snapshot.roleAssignments);
  });

  it('knows what users and groups are called', async () => {
    const { snapshot } = await readTenantFile(await fileWith(tenantExport), { longest });

    expect(['user-7', 'ALL', 'nobody', 'somebody'].map(namesIn(snapshot))).toEqual([
      'Zoë 7',
      'Everybody',
      'nobody',
      'somebody',
    ]);
  });

  it('counts its users and groups by numbers that another tenant may share', async () => {
    const numbers = new PrincipalNumbers();
    await readTenantFile(await fileWith(tenantExport), { longest, numbers });

    expect(numbers.find('user-49')).toBe(49);
  });

  it.each(['users', 'groups', 'roleAssignments'])('may say nothing of %s', async (name) => {
    const { [name]: _, ...rest } = Object.fromEntries(Object.entries(tenantExport));
    const path = await fileWith(rest);

    const [large, whole] = await Promise.all([readTenantFile(path, { longest: 0 }), readTenantFile(path)]);

    expect(judgeInput(large, settings)).toEqual(judgeInput(whole, settings));
  });

  it.each([
    [
      'text',
      JSON.stringify(tenantExport).slice(0, -2),
      /tenant\.json: is not JSON after byte \d+: Parser ended/,
    ],
    ['element', { ...tenantExport, users: [...people, {}] }, /tenant\.json: users\[50\]\.id: is missing/],
    [
      'member',
      { ...tenantExport, groups: [{ id: 'g' }, { id: 'h', members: [...people, { id: 7 }] }] },
      /tenant\.json: groups\[1\]\.members\[50\]\.id: must be a string/,
    ],
    [
      'group',
      { ...tenantExport, groups: [...tenantExport.groups, { id: '' }] },
      /tenant\.json: groups\[4\]\.id: must not be empty/,
    ],
    [
      'role assignment',
      { ...tenantExport, roleAssignments: [{ principalId: 'user-1' }] },
      /tenant\.json: roleAssignments\[0\]\.roleDefinitionId: is missing/,
    ],
    ['form', [tenantExport], /tenant\.json: must be an object/],
  ])('names the file where its %s is wrong', async (_, content, message) => {
    await expect(readTenantFile(await fileWith(content), { longest })).rejects.toThrow(message);
  });
});
