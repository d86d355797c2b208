import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { planCommand } from '../../../shared/command-line/plan/plan-command.ts';
import { inMemoryTerminal } from '../in-memory-terminal.ts';
import { anna, blockDeviceCode, failing, passing } from '../policies.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const example = fileURLToPath(new URL('../../../examples/tenant.json', import.meta.url));
const ofExample = ['--from', example, '--control', '2.2.3'];

async function plan(...words: readonly string[]) {
  const terminal = inMemoryTerminal();
  const status = await planCommand(words, terminal);
  return { status, written: terminal.written(), complaints: terminal.complaints };
}

/** Of a tenant export: 2.2.3, unless the words say otherwise. */
async function planOf(tenant: unknown, ...words: readonly string[]) {
  const folder = await temporaryFolder({ 'tenant.json': tenant });
  const control = words.includes('--control') ? [] : ['--control', '2.2.3'];
  return plan('--from', join(folder, 'tenant.json'), ...control, ...words);
}

const undecided = { policies: [], unread: [{ kind: 'namedLocations', why: 'Graph answered 403' }] };

const filtered = {
  ...blockDeviceCode,
  state: 'enabledForReportingButNotEnforced',
  sessionControls: { secureSignInSession: { isEnabled: true } },
};

describe('plan', () => {
  test.each<[number, string, object, readonly string[]]>([
    [0, 'a control that passes', passing, []],
    [0, 'one that a plan makes pass', failing, []],
    [1, 'one that no plan is for', { ...failing, namedLocations: [] }, ['--control', '2.2.1']],
    [3, 'one that stays undecided whatever is done', undecided, ['--control', '2.2.1']],
  ])('ends with %i for %s', async (expected, _, tenant, words) => {
    const { status, complaints } = await planOf(tenant, ...words);

    expect([status, complaints]).toEqual([expected, []]);
  });

  test('tells in at most 80 columns what changes, what is sent, what holds then, and what to mind', async () => {
    const { written } = await plan(...ofExample);

    expect(written.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(written).toContain('Plan 1  pass  Take the group');
    for (const heading of ['What changes', 'What is sent', 'After it', 'Mind'])
      expect(written).toContain(`  ${heading}\n`);
  });

  test('answers JSON with every plan', async () => {
    const { written } = await plan(...ofExample, '--format', 'json', '--at', '2027-01-31');

    expect(JSON.parse(written)).toMatchObject({
      control: 'device-code-flow-blocked',
      verdict: 'fail',
      plannedAt: '2027-01-31T00:00:00.000Z',
      inputHash: expect.stringMatching(/^sha256:[\da-f]{64}$/),
      plans: [{ kind: 'removeExclusion' }, { kind: 'create', after: { verdict: 'pass' } }],
    });
  });

  test('prints the requests of one plan, the first or the one that is named', async () => {
    const { written } = await planOf(failing, '--format', 'graph');

    expect(JSON.parse(written)).toEqual([
      {
        stage: 'enforced',
        method: 'PATCH',
        path: `/identity/conditionalAccess/policies/${blockDeviceCode.id}`,
        body: { state: 'enabled' },
      },
    ]);
    expect(JSON.parse((await plan(...ofExample, '--format', 'graph', '--plan', '2')).written)).toMatchObject([
      { stage: 'reportOnly', method: 'POST', path: '/identity/conditionalAccess/policies' },
      { stage: 'enforced', method: 'PATCH', path: '/identity/conditionalAccess/policies/{id}' },
    ]);
  });

  test('prints resources for Terraform, and says on standard error what the provider would lose', async () => {
    const { written, complaints, status } = await planOf(
      { policies: [filtered], users: [anna] },
      '--format',
      'terraform',
    );

    expect(written).toContain('resource "azuread_conditional_access_policy" "block_device_code_flow" {');
    expect(complaints).toEqual([
      expect.stringContaining('no argument for sessionControls.secureSignInSession.isEnabled'),
    ]);
    expect(status).toBe(0);
  });

  test('excludes emergency access and the exceptions of a file', async () => {
    const exception = {
      principalId: anna.id,
      kind: 'user',
      controls: ['2.2.3'],
      reason: 'Room',
      owner: 'it@tenant.example',
      ticket: 'T-1',
      expiresOn: '2027-01-31',
    };
    const folder = await temporaryFolder({ 'exceptions.json': [exception] });

    const { written } = await planOf(
      failing,
      ...[
        '--exceptions',
        join(folder, 'exceptions.json'),
        '--emergency-access',
        'someone',
        '--format',
        'graph',
      ],
    );

    expect(JSON.parse(written)).toMatchObject([
      { body: { conditions: { users: { excludeUsers: ['someone', anna.id] } } } },
      { body: { state: 'enabled' } },
    ]);
  });

  test.each<[string, readonly string[]]>([
    ['--from: is missing: name a file or a folder', ['--control', '2.2.3']],
    ['--control: is missing: name a control, e.g. 2.2.3', ['--from', example]],
    ['--control: no control has the id "x"', ['--from', example, '--control', 'x']],
    [
      '--control: "AC-2(1)" is the id of several: name one of 2.2.1, 2.2.2, 2.2.3, 2.2.4, 2.2.5, 2.2.6',
      ['--from', example, '--control', 'AC-2(1)'],
    ],
    ['--format: must be "table", "json", "graph" or "terraform"', [...ofExample, '--format', 'csv']],
    ['--plan: must be the number of a plan, 1 or more', [...ofExample, '--plan', '0']],
    ['--plan: there are only 2 plans', [...ofExample, '--plan', '3']],
    [
      '--from: a stream holds many tenants, and plans are made for one: name a file or a folder',
      ['--from', '-', '--control', '2.2.3'],
    ],
    ["Unknown option '--nobody' (--help shows the options)", ['--nobody', '1']],
  ])('complains in one line: %s', async (complaint, words) => {
    expect(await plan(...words)).toEqual({ status: 2, written: '', complaints: [complaint] });
  });

  test('explains itself in 80 columns', async () => {
    const { status, written } = await plan('--help');

    expect([status, written.split('\n').filter((line) => line.length > 80)]).toEqual([0, []]);
  });
});
