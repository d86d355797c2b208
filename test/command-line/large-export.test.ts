import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTenantFile } from '../../shared/command-line/tenant-input.ts';
import { blockDeviceCode } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is longer than this is read in pieces, as if a string could hold no more. */
const longest = 1_000;

const people = Array.from({ length: 50 }, (_, number) => ({
  id: `user-${number}`,
  displayName: `Zoë ${number}`,
}));
const tenantExport = {
  tenantId: 'tenant',
  policies: [blockDeviceCode],
  users: people,
  groups: [
    { id: 'nobody' },
    { id: 'all', members: people.map(({ id }) => ({ '@odata.type': '#microsoft.graph.user', id })) },
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

    expect(await readTenantFile(path, longest)).toEqual(await readTenantFile(path));
  });

  it.each([
    [
      'text',
      JSON.stringify(tenantExport).slice(0, -2),
      /tenant\.json: is not JSON after byte \d+: Parser ended/,
    ],
    ['element', { ...tenantExport, users: [...people, {}] }, /tenant\.json: users\[50\]\.id: is missing/],
    ['form', [tenantExport], /tenant\.json: must be an object/],
  ])('names the file where its %s is wrong', async (_, content, message) => {
    await expect(readTenantFile(await fileWith(content), longest)).rejects.toThrow(message);
  });
});
