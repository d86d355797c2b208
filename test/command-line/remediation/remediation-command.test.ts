import { describe, expect, it } from 'vitest';
import { remediationCommand } from '../../../shared/command-line/remediation/remediation-command.ts';
import { TransientError } from '../../../shared/core/errors.ts';
import {
  type CallerName,
  openTenant,
  remediationsUnderTest,
  tenant,
} from '../../functions/remediations-under-test.ts';
import { inMemoryTerminal } from '../in-memory-terminal.ts';
import { runRemediation } from './run-remediation.ts';

const stranger = '30000000-0000-4000-8000-000000000009';
const idIn = (text: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\n$)/.exec(text)?.[0] ?? '';
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

/** Leaves somebody out whom nobody excepted. */
const inForce = {
  id: '50000000-0000-4000-8000-000000000009',
  displayName: 'Block device code flow',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'], excludeUsers: openTenant.users.map(({ id }) => id) },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

describe('npm run --silent remediation', () => {
  it('proposes a plan, shows it to another, and lets them sign what they saw', async () => {
    const self = await remediationsUnderTest();

    const proposed = await runRemediation(self, 'ada', ['propose', '2.2.3']);
    const id = idIn(proposed.written);
    const shown = await runRemediation(self, 'bo', ['show', id]);
    const approved = await runRemediation(self, 'bo', ['approve', id, '--reason', 'Agreed in CHG-1']);

    expect(proposed.written).toContain('The remediation of 2.2.3 is proposed. 0 of 1 approval is given.');
    const hash = /sha256:[0-9a-f]{64}/.exec(shown.written)?.[0];
    expect(approved).toMatchObject({ status: 0, complaints: [], signed: [{ hash, claims: null }] });
    expect(approved.written).toContain(shown.written);
    expect(approved.written).toContain('The remediation of 2.2.3 is approved.');
    expect(await self.only()).toMatchObject({
      state: { status: 'approved', approvals: [{ by: { name: 'Bo' }, reason: 'Agreed in CHG-1' }] },
    });
  });

  it('shows in 80 columns what is proposed, what it rests on and what can be decided', async () => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose();

    const { written } = await runRemediation(self, 'reader', ['show', proposal.remediationId]);

    expect(widest(written)).toBeLessThanOrEqual(80);
    for (const said of [
      'Proposed     2026-11-02 06:10 UTC by Ada',
      'Plan  pass  Create the policy "Block device code flow',
      'Who loses access\n  - Not known: ',
      'What it rests on\n',
      '- Break glass: enabled.',
      'What can be decided now\n  - Whether it is applied in report-only, where it stops nobody. 0 of 1 approval\n    is given, until 2026-11-05 06:10 UTC.',
      `approve ${proposal.remediationId}\n    --tenant ${tenant} --reason TEXT\n`,
    ]) {
      expect(written).toContain(said);
    }
  });

  it('says of what has nothing to observe that it comes into force at once, and keeps steering marks out of names', async () => {
    const steering = { ...openTenant.users[0], displayName: 'Break\u001b[31m gl\u202eass' };
    const users = [steering, ...openTenant.users.slice(1)];
    const self = await remediationsUnderTest({
      readTenant: async () => ({ ...openTenant, users, policies: [inForce] }),
    });
    const { proposal } = await self.propose();

    const { written } = await runRemediation(self, 'reader', ['show', proposal.remediationId]);

    expect(written).toContain('Rules        it comes into force at once;');
    expect(written).toContain('Whether it comes into force at once, as there is nothing to observe.');
    expect(written).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });

  it('lists those of every page, and those of one status', async () => {
    const self = await remediationsUnderTest();
    const first = await self.propose();
    await runRemediation(self, 'cy', ['reject', first.proposal.remediationId, '--reason', 'Not this week']);
    await self.propose('bo');

    const all = await runRemediation(self, 'reader', ['list']);
    const rejected = await runRemediation(self, 'reader', ['list', '--status', 'rejected']);
    const none = await runRemediation(self, 'reader', ['list', '--status', 'verified']);

    expect(all.written).toMatch(/^Status +What\n/);
    expect(all.written.match(/^(rejected|proposed) +2\.2\.3 An/gm)).toHaveLength(2);
    expect(widest(all.written)).toBeLessThanOrEqual(80);
    expect(rejected.written).toContain(first.proposal.remediationId);
    expect(rejected.written).not.toMatch(/^proposed/m);
    expect(none.written).toBe('There are no such remediations.\n');
  });

  it('says what can be done for a control, and proposes the plan that is named', async () => {
    const self = await remediationsUnderTest();

    const plans = await runRemediation(self, 'reader', ['plans', 'MS.AAD.3.9v1']);
    const proposed = await runRemediation(self, 'ada', ['propose', '2.2.3', '--plan', '1']);

    expect(plans.written).toContain('Plan 1  pass  Create the policy');
    expect(proposed.status).toBe(0);
  });

  it('takes back what the caller proposed, and says why it ended', async () => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose();
    const id = proposal.remediationId;

    const withdrawn = await runRemediation(self, 'ada', ['withdraw', id, '--reason', 'A typing error']);
    const shown = await runRemediation(self, 'reader', ['show', id]);

    expect(withdrawn.written).toContain('is rejected. A typing error');
    expect(shown.written).toContain('Why it ended\n  - A typing error');
    expect(shown.written).toContain('There is nothing to decide: this remediation is rejected.');
  });

  it('answers JSON for other programs', async () => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose();

    const { written } = await runRemediation(self, 'reader', [
      'show',
      proposal.remediationId,
      '--format',
      'json',
    ]);

    expect(JSON.parse(written)).toEqual(await self.only());
  });

  it.each<[string, CallerName, readonly string[], number, string]>([
    ['what the API does not know', 'reader', ['show', stranger], 1, 'no remediation'],
    ['what the caller may not', 'reader', ['propose', '2.2.3'], 1, 'Remediation.Propose'],
    ['what has nothing to be taken back', 'ada', ['roll-back', stranger], 1, 'no remediation'],
    ['what has nothing to be restored', 'ada', ['restore', stranger], 1, 'no remediation'],
    ['a control that there is not', 'ada', ['propose', '9.9.9'], 2, 'control: no control has the id'],
    ['a plan that there is not', 'ada', ['propose', '2.2.3', '--plan', '99'], 2, 'plan: there are only'],
  ])('tells %s', async (_what, by, words, status, complaint) => {
    const self = await remediationsUnderTest();

    const ran = await runRemediation(self, by, words);

    expect(ran).toMatchObject({ status, written: '' });
    expect(ran.complaints).toEqual([expect.stringContaining(complaint)]);
  });

  it.each<[string, readonly string[], string]>([
    ['no command', [], 'a command is missing (--help shows them)'],
    ['an unknown command', ['confirm'], 'there is no command confirm (--help shows them)'],
    ['one word too many', ['show', stranger, 'all'], 'leave out all'],
    ['a list of something', ['list', stranger], `leave out ${stranger}`],
    ['an unknown option', ['list', '--all'], "Unknown option '--all'"],
    ['an option of another command', ['show', stranger, '--reason', 'x'], '--reason: is not known'],
    ['no id', ['show'], 'ID: is missing'],
    ['an id that climbs', ['show', '../../health'], 'ID: is no GUID'],
    ['no control', ['propose'], 'CONTROL: is missing'],
    ['half a plan', ['propose', '2.2.3', '--plan', '1.5'], '--plan: must be the number of a plan'],
    ['a status that there is not', ['list', '--status', 'open'], '--status: '],
    ['a tenant that is no id', ['list', '--tenant', 'contoso'], '--tenant: is no GUID'],
    ['an approval without a reason', ['approve', stranger], '--reason: is missing'],
    [
      'a rejection with an empty reason',
      ['reject', stranger, '--reason', ' '],
      '--reason: must not be empty',
    ],
    ['a table of an export', ['export', stranger, '--format', 'table'], '--format: must be "graph" or'],
    ['Terraform of a list', ['list', '--format', 'terraform'], '--format: must be "table" or "json"'],
  ])('refuses %s without asking the API, with exit status 2', async (_what, words, complaint) => {
    const terminal = inMemoryTerminal();
    const asked = (): never => {
      throw new Error('The API was asked.');
    };

    const status = await remediationCommand(words, {
      terminal,
      environment: { GATEPROOF_TENANT_ID: tenant },
      isRead: true,
      openApi: asked,
      openSigner: asked,
    });

    expect([status, terminal.complaints]).toEqual([2, [expect.stringContaining(complaint)]]);
  });

  it.each([
    ['does not answer', async () => Promise.reject(new TransientError('The API does not answer.'))],
    ['answers something else', async () => ({ items: [{ id: 1 }] })],
  ])('ends with exit status 3 where the API %s', async (_what, get) => {
    const terminal = inMemoryTerminal();

    const status = await remediationCommand(['list', '--tenant', tenant], {
      terminal,
      environment: {},
      isRead: false,
      openApi: () => ({ get, getText: async () => '', post: get }),
      openSigner: () => async () => '',
    });

    expect([status, terminal.written()]).toEqual([3, '']);
    expect(terminal.complaints).toEqual([
      expect.stringMatching(/^The API (does not answer|answers otherwise)/),
    ]);
  });

  it('shows its options in 80 columns', async () => {
    const { written, status } = await runRemediation(await remediationsUnderTest(), 'reader', ['--help']);

    expect(status).toBe(0);
    expect(widest(written)).toBeLessThanOrEqual(80);
  });
});
