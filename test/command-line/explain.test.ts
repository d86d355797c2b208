import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { anna, blockDeviceCode, failing, inconclusive, passing, reportOnly } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function explain(tenant: object, ...words: readonly string[]) {
  const folder = await temporaryFolder({ 'tenant.json': tenant });
  const terminal = inMemoryTerminal();
  const status = await scanCommand(['--from', join(folder, 'tenant.json'), ...words], terminal);
  const text = terminal.written();
  return { status, text, flat: text.replace(/\s+/g, ' '), complaints: terminal.complaints };
}

describe('--explain', () => {
  it('tells of a failing control what gets through, how to replay it, and how to close it', async () => {
    const { status, text, flat, complaints } = await explain(failing, '--explain', '2.2.3');

    expect({ status, complaints }).toEqual({ status: 1, complaints: [] });
    expect(flat).toContain('FAIL, 1 user in a gap With the device code flow, whoever starts');
    expect(flat).toContain(
      'What gets through - Anna can use the device code flow for any app, from anywhere, because "Block device ' +
        'code flow" is in report-only.',
    );
    expect(flat).toContain(
      `A sign-in that gets through - Anna (${anna.id}) signs in with the device code flow to`,
    );
    expect(flat).toContain('POST https://graph.microsoft.com/v1.0/identity/conditionalAccess/evaluate');
    expect(flat).toContain(
      'The letter of the benchmark - The benchmark is not met to the letter. - "Block device code flow" lacks: ' +
        'state is enabled (it has enabledForReportingButNotEnforced, and needs enabled).',
    );
    expect(flat).toContain('low: "Block device code flow" is still in report-only');
    expect(text).toContain(
      '\n        "authenticationFlows": {\n          "transferMethods": "deviceCodeFlow"\n',
    );
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it('gives the body of What If so that it can be copied', async () => {
    const { text } = await explain(failing, '--explain', '2.2.3');

    const body = /evaluate\n(?<body> {4}\{[\s\S]*?\n {4}\})/.exec(text)?.groups?.['body'] ?? '';
    expect(JSON.parse(body)).toMatchObject({
      signInIdentity: { userId: anna.id },
      signInConditions: { authenticationFlow: { transferMethod: 'deviceCodeFlow' } },
    });
  });

  it('gives the body of what would close it so that it can be copied', async () => {
    const { text } = await explain(failing, '--explain', '2.2.3');

    const body = /\/policies\n(?<body> {4}\{[\s\S]*?\n {4}\})/.exec(text)?.groups?.['body'] ?? '';
    expect(JSON.parse(body)).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
    });
  });

  it('counts the roles that a policy for administrators names, and names the first of them', async () => {
    const { text, flat } = await explain({ policies: [], users: [anna] }, '--explain', '2.2.4');

    expect(flat).toMatch(
      /The (\d+) roles are AI Administrator, (\w[\w ]*, ){2}\w[\w ]* and \d+ more; shared\/core\/controls\/administrative-roles\.ts has their ids\./,
    );
    expect(text).toMatch(/\n {10}"includeRoles": \["<the ids of the \d+ roles>"\]\n/);
    expect(text).not.toContain('62e90394-69f5-4237-9190-012177145e10');
  });

  it('calls groups, roles and strengths by name in what a policy lacks', async () => {
    const crew = { id: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee', displayName: 'The crew', members: [] };
    const { conditions } = blockDeviceCode;
    const users = { includeGroups: [crew.id] };
    const forCrew = { ...blockDeviceCode, conditions: { ...conditions, users } };
    const strength = {
      id: 'ffffffff-ffff-4fff-8fff-ffffffffffff',
      displayName: 'Corporate sign-in',
      allowedCombinations: ['password'],
    };
    const weak = {
      id: 'weak',
      displayName: 'Weak sign-in',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
      grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: strength },
    };

    const { flat } = await explain(
      { policies: [forCrew, weak], users: [anna], groups: [crew] },
      '--explain',
      '2.2.3,2.2.5',
    );

    expect(flat).toContain('(it has group The crew, and needs All)');
    expect(flat).toContain('"Weak sign-in" asks only for the authentication strength Corporate sign-in.');
    expect(flat).toContain(
      '(it has authenticationStrength Corporate sign-in (allows a single factor), and needs mfa',
    );
  });

  it('says that nobody can be asked about where no user object stands for the sign-in', async () => {
    const { flat } = await explain({ policies: [reportOnly] }, '--explain', '2.2.3');

    expect(flat).toContain('No user object stands for this sign-in, so What If cannot be asked about it.');
  });

  it('tells of an undecided control what there may be, and what to read', async () => {
    const { status, flat } = await explain(inconclusive, '--explain', '2.2.3');

    expect(status).toBe(3);
    expect(flat).toContain('What may get through - Members of');
    expect(flat).toContain('could use the device code flow');
    expect(flat).toContain('What is not known, and what to do - The group');
    expect(flat).toContain('It stands in "Block device code flow".');
  });

  it('tells of a passing control why, and nothing of closing it', async () => {
    const { status, flat } = await explain(passing, '--explain', 'device-code-flow-blocked');

    expect(status).toBe(0);
    expect(flat).toContain('Why - Nobody can use the device code flow: "Block device code flow" sees to it.');
    expect(flat).not.toContain('How to close it');
  });

  it('says to mend what is there before anything new is created, where the letter is met', async () => {
    const { conditions } = blockDeviceCode;
    const users = { ...conditions.users, excludeUsers: [anna.id] };
    const butAnna = { ...blockDeviceCode, conditions: { ...conditions, users } };

    const met = await explain({ policies: [butAnna], users: [anna] }, '--explain', '2.2.3');
    const unmet = await explain(failing, '--explain', '2.2.3');

    expect(met.flat).toContain(
      'How to close it - The letter of the benchmark is met already: mend what the sentences above name, or approve ' +
        'it as an exception. - Or start anew. Create the policy in report-only',
    );
    expect(unmet.flat).toContain('How to close it - Create the policy in report-only');
  });

  it('calls groups and named locations by name wherever they stand', async () => {
    const office = 'dddddddd-dddd-4ddd-8ddd-dddddddddddd';
    const location = {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: office,
      displayName: 'Head office',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
    };
    const { conditions } = blockDeviceCode;
    const locations = { includeLocations: ['All'], excludeLocations: [office] };
    const tenant = {
      policies: [{ ...blockDeviceCode, conditions: { ...conditions, locations } }],
      users: [anna],
      namedLocations: [location],
    };

    const { flat } = await explain(tenant, '--explain', '2.2.3');

    expect(flat).toContain('because "Block device code flow" does not apply in Head office.');
    expect(flat).toMatch(/from 203\.0\.113\.\d+ .*\(Head office\)/);
  });

  it('takes several controls, in the order of the benchmark', async () => {
    const { text } = await explain(failing, '--explain', '2.2.5,2.2.3');

    expect(text.match(/^2\.2\.\d {2}/gm)).toEqual(['2.2.3  ', '2.2.5  ']);
  });

  it.each([
    ['an id that no control has', ['--explain', '9.9.9'], /--explain: no control has the id "9.9.9"/],
    ['a format', ['--explain', '2.2.3', '--format', 'json'], /--explain: cannot .* --format/],
    ['other controls', ['--explain', '2.2.3', '--control', '2.2.5'], /--explain: cannot .* --control/],
    ['no control', ['--explain', ''], /--explain: must name a control/],
  ])('refuses %s', async (_, words, problem) => {
    const { status, text, complaints } = await explain(failing, ...words);

    expect({ status, text }).toEqual({ status: 2, text: '' });
    expect(complaints.join()).toMatch(problem);
  });

  it('refuses a stream, which holds many tenants', async () => {
    const terminal = inMemoryTerminal();

    expect(await scanCommand(['--from', '-', '--explain', '2.2.3'], terminal)).toBe(2);
    expect(terminal.complaints.join()).toMatch(/--explain: tells of one tenant/);
  });
});
