import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { anna } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

const customRole = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';

/** Nothing asks Anna for MFA, who holds a custom role. */
const tenant = {
  policies: [],
  users: [anna],
  groups: [],
  roleAssignments: [{ principalId: anna.id, roleDefinitionId: customRole, directoryScopeId: '/' }],
};

it.each([
  { words: [], verdict: 'notApplicable', status: 0 },
  { words: ['--administrative-roles', `${customRole.toUpperCase()},other`], verdict: 'fail', status: 1 },
])('holders of a custom role are administrators where it is named so: $verdict', async (row) => {
  const folder = await temporaryFolder({ 'tenant.json': tenant });
  const terminal = inMemoryTerminal();
  const options = ['--control', '2.2.4', '--format', 'json', ...row.words];

  const status = await scanCommand(['--from', join(folder, 'tenant.json'), ...options], terminal);

  expect(JSON.parse(terminal.written())).toMatchObject({ controls: [{ verdict: row.verdict }] });
  expect(status).toBe(row.status);
});
