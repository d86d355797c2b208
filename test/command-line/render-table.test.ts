import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../shared/command-line/render-table.ts';
import { coloursWanted } from '../../shared/command-line/terminal.ts';
import type { ControlResult, Gap } from '../../shared/core/controls/control-result.ts';
import { gapSentence } from '../../shared/core/controls/gap-sentence.ts';
import type { TenantResult } from '../../shared/core/controls/tenant-result.ts';

const policy = { id: 'p1', displayName: 'Block device code flow' };
const gap: Gap = {
  who: {
    description: 'members of Break glass',
    count: 1204,
    sample: [
      { id: 'u1', displayName: 'Anna' },
      { id: 'u2', displayName: '' },
    ],
  },
  where: { description: 'for any app, from anywhere' },
  because: [{ policy, member: 'conditions.users.excludeGroups', value: 'Break glass' }],
};
const failed: ControlResult = {
  control: 'device-code-flow-blocked',
  id: '2.2.3',
  title: 'An exclusionary device code flow policy is in force',
  verdict: 'fail',
  reasons: ['1,204 members of Break glass can use the device code flow.'],
  benchmark: {
    verdict: 'fail',
    nearMisses: [{ policy, unmet: [{ criterion: 'state', has: 'report-only', needs: 'enabled' }] }],
  },
  usersInGap: 1204,
  gaps: [gap],
  gapsOmitted: 0,
  excepted: [
    { ...gap, exception: { kind: 'user', principalId: 'u9', ticket: 'CHG-1', expiresOn: '2027-01-31' } },
  ],
  witness: {
    user: { id: 'u1', roles: [], groups: ['g1'], guestType: null },
    resource: null,
    flow: 'deviceCodeFlow',
    clientApp: 'mobileAppsAndDesktopClients',
    platform: null,
    location: { namedLocations: ['office'], ipAddress: '203.0.113.7', countryOrRegion: 'SE' },
    device: null,
    signInRisk: 'high',
    userRisk: 'none',
    insiderRisk: 'none',
  },
  whatIf: {},
  unknowns: [{ kind: 'group', id: 'g2', why: 'Graph answered 403', whatToDo: 'Grant GroupMember.Read.All.' }],
  findings: [
    { key: 'k', severity: 'high', text: 'The last administrator could be locked out.', subject: 'p1' },
  ],
};
const result: TenantResult = {
  tenantId: 't1',
  scannedAt: '2026-11-22T12:00:00.000Z',
  engine: 'gateproof 0.1.0',
  inputHash: 'sha256:00',
  assumptions: ['Security defaults are off.'],
  controls: [failed],
};
const names = new Map([
  ['u1', 'Anna'],
  ['g2', 'Dev Tools'],
  ['office', 'Head office'],
]);
const page = { colours: false, nameOf: (id: string) => names.get(id) ?? id };
const plain = (controls: readonly ControlResult[] = [failed]) => renderTable({ ...result, controls }, page);
const inOneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('the table', () => {
  it('shows a row per control with verdict, users in the gap and what must hold', () => {
    const rows = plain().split('\n');
    expect(rows[0]).toBe('Tenant t1');
    expect(rows[4]).toMatch(/^2\.2\.3 +FAIL +1,204 +An exclusionary device code flow policy$/);
  });

  it('says what lies behind the verdict in plain sentences', () => {
    const text = inOneLine(plain());
    expect(text).toContain(
      '1,204 members of Break glass can use the device code flow for any app, from anywhere, because ' +
        '"Block device code flow" excludes the group. They are Anna, u2 and 1,202 more.',
    );
    expect(text).toContain(
      'Anna (u1) signs in with the device code flow to an app that no policy names, in a mobile app or desktop ' +
        'client, on an unknown platform, from 203.0.113.7 in SE (Head office), at high sign-in risk.',
    );
    expect(text).toContain('The group Dev Tools: Graph answered 403. Grant GroupMember.Read.All.');
    expect(text).toContain('by the exception of the user u9 (CHG-1, until 2027-01-31).');
    expect(text).toContain('"Block device code flow" lacks: state (it has report-only, and needs enabled).');
    expect(text).toContain('high: The last administrator could be locked out.');
    expect(text).toContain('- Security defaults are off.');
  });

  it('promises of a witness no more than the verdict does', () => {
    expect(plain()).toContain('A sign-in that gets through');
    expect(plain([{ ...failed, verdict: 'inconclusive' }])).toContain('A sign-in that may get through');
  });

  it('is at most 80 columns wide, whatever the names', () => {
    const long = { ...gap, who: { ...gap.who, description: `${'長い名前'.repeat(40)} ${'x'.repeat(200)}` } };
    const text = plain([{ ...failed, gaps: [long], reasons: ['y'.repeat(300)] }]);
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it('breaks a name that is too long for a line after its hyphens, and loses nothing of it', () => {
    const displayName = `CA001${'-Global-AnyApp'.repeat(8)}`;
    const because = [{ policy: { ...policy, displayName }, member: 'state', value: 'disabled' }];
    const text = plain([{ ...failed, gaps: [{ ...gap, because }] }]);
    expect(text).toMatch(/-\n +(Global|AnyApp)-/);
    expect(text.replace(/\n +/g, '')).toContain(`"${displayName}"`);
  });

  it('names roles together of which there is the same to say', () => {
    const role = { kind: 'role', why: 'Who holds the role was not read', whatToDo: 'Grant more.' };
    const ids = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
    const unknowns = ids.map((id) => ({ ...role, id }));
    const text = inOneLine(plain([{ ...failed, unknowns }]));
    expect(text).toContain(
      '- The roles a1, a2, a3, a4 and 2 more: Who holds the role was not read. Grant more.',
    );
  });

  it.each([
    [
      { id: null, roles: [], groups: [], guestType: 'b2bDirectConnectUser' },
      'A B2B direct connect user signs in',
    ],
    [
      { id: null, roles: [], groups: ['g2'], guestType: 'internalGuest' },
      'An internal guest in the group Dev Tools signs in',
    ],
    [
      { id: null, roles: [], groups: [], guestType: null },
      'A user in no group or role that policies name signs in',
    ],
  ])('says who signs in where no object stands for the user: %o', (user, begin) => {
    const witness = failed.witness && { ...failed.witness, user };
    expect(inOneLine(plain([{ ...failed, witness }]))).toContain(`- ${begin} with the device code flow`);
  });

  it('shows ten gaps and says how many more there are', () => {
    const text = plain([{ ...failed, gaps: Array.from({ length: 12 }, () => gap), gapsOmitted: 3 }]);
    expect(inOneLine(text).split('They are Anna')).toHaveLength(11);
    expect(text).toContain('and 5 more gaps');
  });

  it('shows no number of users where no directory was given', () => {
    const unknown = { ...failed, usersInGap: null, gaps: [{ ...gap, who: { ...gap.who, count: null } }] };
    expect(plain([unknown]).split('\n')[4]).toMatch(/^2\.2\.3 +FAIL +- +An exclusionary/);
    expect(plain([unknown])).toContain('- Members of Break glass can use the device code flow');
  });

  it('lets no escape sequence of a tenant through to the terminal', () => {
    const hostile = { ...policy, displayName: 'a\u001b[2Jb\nc\u202e' };
    const text = plain([
      { ...failed, gaps: [{ ...gap, because: [{ policy: hostile, member: 'state', value: '' }] }] },
    ]);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('says the same with colours', () => {
    const coloured = renderTable(result, { ...page, colours: true });
    expect(coloured).not.toBe(plain());
    expect(stripVTControlCharacters(coloured)).toBe(plain());
  });
});

describe('the table of several controls', () => {
  const other: ControlResult = {
    ...failed,
    control: 'mfa-for-all-users',
    id: '2.2.5',
    title: 'MFA is required of all users',
    gaps: [gap, gap, gap],
  };
  const passed: ControlResult = {
    ...other,
    verdict: 'pass',
    reasons: ['Nobody can sign in without MFA: "Require MFA" sees to it.'],
    gaps: [],
    witness: null,
    unknowns: [],
    findings: [],
  };

  it('begins with one row each, and tells of each no more than what decides it', () => {
    const text = plain([failed, other]);
    expect(text.split('\n').slice(4, 7).join('\n')).toMatch(/^2\.2\.3 +FAIL.*\n.*\n2\.2\.5 +FAIL/);
    expect(text).toContain('and 1 more gap.');
    expect(text).not.toContain('CHG-1');
  });

  it('says of each gap what users can do there', () => {
    expect(inOneLine(plain([failed, other]))).toContain('members of Break glass can sign in without MFA for');
  });

  it('tells a finding once, and of which controls', () => {
    const own = { key: 'own', severity: 'low', text: 'Of one only.', subject: 'p1' } as const;
    const text = inOneLine(plain([failed, { ...other, findings: [own, ...other.findings] }]));
    expect(text).toContain(
      '- high: The last administrator could be locked out. (all controls) - low: Of one only. (2.2.5)',
    );
    expect(text.split('could be locked out')).toHaveLength(2);
  });

  it('tells to which few controls a finding does not apply, instead of all the others', () => {
    const third = { ...failed, id: '2.2.6' };
    const fourth = { ...failed, id: '2.2.7' };
    expect(inOneLine(plain([{ ...other, findings: [] }, failed, third, fourth]))).toContain(
      'locked out. (all but 2.2.5)',
    );
  });

  it('tells what is not known once, of the controls that are undecided for it', () => {
    const undecided: ControlResult = { ...other, verdict: 'inconclusive' };
    const text = inOneLine(plain([failed, undecided]));
    expect(text).toContain(
      'What is not known, and what to do - The group Dev Tools: Graph answered 403. Grant GroupMember.Read.All. (2.2.5)',
    );
    expect(plain([failed, other])).not.toContain('What is not known');
  });

  it('says why a control passes, and where to read on if one does not', () => {
    expect(plain([failed, passed])).toMatch(/2\.2\.5 {2}pass {2}MFA is.*\n {2}- Nobody can sign in/);
    expect(plain([failed, passed])).toContain('--explain 2.2.3 tells');
    expect(plain([passed, passed])).not.toContain('--explain');
  });

  it('tells a gap of a geographic policy once, though it is the reason as well', () => {
    const reasons = ['No place is closed.', gapSentence(gap, 'sign in outside the trusted locations')];
    const control = 'exclusionary-geographic-policy';
    const places = {
      ...failed,
      control,
      reasons,
      excepted: [],
      locations: { blocked: [], open: ['anywhere'] },
    };

    const text = inOneLine(plain([places]));

    expect(text.split('excludes the group')).toHaveLength(2);
  });

  it('names the places of a geographic policy', () => {
    const places = { ...failed, locations: { blocked: ['North Korea'], open: [] } };
    expect(inOneLine(plain([places]))).toContain('- Blocked for everybody: North Korea. - Open: none.');
  });
});

describe('colours', () => {
  it.each([
    ['on a terminal', { isTTY: true }, {}, true],
    ['never in a pipe', {}, {}, false],
    ['never with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['on a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    [
      'never with NO_COLOR, even if they are forced',
      { isTTY: true },
      { NO_COLOR: '1', FORCE_COLOR: '1' },
      false,
    ],
  ])('are used %s', (_where, stdout, env, wanted) => {
    expect(coloursWanted(stdout, env)).toBe(wanted);
  });
});
