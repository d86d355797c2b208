import { beforeEach, describe, expect, it } from 'vitest';
import { storedApprovalProblem } from '../../../shared/adapters/token-validation/stored-approval.ts';
import { planHashOf } from '../../../shared/application/remediation/hashes.ts';
import { journals } from '../../../shared/application/remediation/journals.ts';
import { journalCommand } from '../../../shared/command-line/journal/journal-command.ts';
import { InputError, IntegrityError, TransientError } from '../../../shared/core/errors.ts';
import type { RemediationEvent } from '../../../shared/core/remediation/course/events.ts';
import type { Proposal } from '../../../shared/core/remediation/course/proposal.ts';
import { signedApproval } from '../../adapters/token-validation/signed-approval.ts';
import { minute, tenantId } from '../../application/examples.ts';
import { InMemoryJournalHeadStore } from '../../application/in-memory/in-memory-journal-head-store.ts';
import { InMemoryRemediationStore } from '../../application/in-memory/in-memory-remediation-store.ts';
import { InMemoryResultStore } from '../../application/in-memory/in-memory-result-store.ts';
import { keepRemediation } from '../../application/remediation/kept-remediation.ts';
import {
  exampleApproval,
  exampleEvents,
  exampleProposal,
  remediationId,
} from '../../application/remediation/remediation-examples.ts';
import { inMemoryTerminal } from '../in-memory-terminal.ts';

const tenant = tenantId(1);

describe('the command journal', () => {
  let remediationStore: InMemoryRemediationStore;
  let journalHeadStore: InMemoryJournalHeadStore;
  beforeEach(() => {
    remediationStore = new InMemoryRemediationStore();
    journalHeadStore = new InMemoryJournalHeadStore();
  });

  async function run(...words: readonly string[]) {
    const terminal = inMemoryTerminal();
    const resultStore = new InMemoryResultStore();
    const approvalProblem = storedApprovalProblem;
    const openJournals = async () =>
      journals({ remediationStore, journalHeadStore, resultStore, approvalProblem });
    const status = await journalCommand(words, { terminal, openJournals });
    return { status, written: terminal.written(), complaints: terminal.complaints };
  }

  async function keep(proposal: Proposal, events: readonly RemediationEvent[], anchored: number) {
    await keepRemediation(remediationStore, proposal, events);
    const entries = await remediationStore.journal(tenant, remediationId(1));
    for (const { sequence, hash } of entries.slice(0, anchored)) {
      const ids = { tenantId: tenant, remediationId: remediationId(1) };
      await journalHeadStore.keep({ ...ids, sequence, hash, keptAt: minute(40) });
    }
  }

  const proposal = exampleProposal(1);
  const approved = async (): Promise<RemediationEvent> => ({
    kind: 'applicationApproved',
    approval: await signedApproval(planHashOf(proposal)),
  });

  it('says that every journal holds', async () => {
    await keep(proposal, [await approved()], 2);

    const { status, written } = await run('--verify');

    expect(status).toBe(0);
    expect(written).toBe(
      [
        'holds    2 entries  An exclusionary device code flow policy is in force',
        '                    (approved), 1 approval',
        `         ${remediationId(1)} of tenant`,
        `         ${tenant}`,
        '',
        '1 journal: nothing is wrong.',
        '',
      ].join('\n'),
    );
  });

  it('gives the hash of the newest entry, to be kept elsewhere', async () => {
    await keep(proposal, [await approved()], 2);

    const { written } = await run('--verify', '--format', 'json');

    const [, newest] = await remediationStore.journal(tenant, remediationId(1));
    expect(JSON.parse(written)).toMatchObject([{ head: { sequence: 1, hash: newest?.hash } }]);
  });

  it('tells what the writer has not kept yet from what is broken', async () => {
    await keep(proposal, [await approved()], 1);

    const { status, written } = await run('--verify', '--tenant', tenant, '--remediation', remediationId(1));

    expect(status).toBe(3);
    expect(written).toContain('The writer has not kept the hash of the newest entry yet.');
    expect(written).toContain('nothing is wrong');
  });

  it('finds entries that were removed with everything else, by the hashes that the writer kept', async () => {
    await keep(proposal, [await approved()], 2);
    remediationStore = new InMemoryRemediationStore();

    const { status, written } = await run('--verify');

    expect(status).toBe(1);
    expect(written).toContain('BROKEN');
    expect(written).toMatch(/Entries 0 to 1 are missing/);
  });

  it('finds an approval that nobody signed', async () => {
    const approval = exampleApproval(planHashOf(proposal));
    await keep(proposal, [{ kind: 'applicationApproved', approval }], 2);

    const { status, written } = await run('--verify', '--format', 'json');

    expect(status).toBe(1);
    expect(JSON.parse(written)).toMatchObject([
      {
        tenantId: tenant,
        remediationId: remediationId(1),
        status: 'approved',
        entries: 2,
        approvals: 1,
        notYetAnchored: 0,
        problems: [{ kind: 'wrongApproval', sequence: 1 }],
      },
    ]);
  });

  it('finds what cannot be read any more', async () => {
    await keep(proposal, [], 1);
    remediationStore.find = async () => {
      throw new IntegrityError('The row does not hold what was written there.');
    };

    const { status, written } = await run('--verify');

    expect(status).toBe(1);
    expect(written).toContain('The row does not hold what was written there.');
  });

  it('says that something is broken where the list itself is', async () => {
    remediationStore.list = async () => {
      throw new IntegrityError('The row of the list does not hold what was written there.');
    };

    const { status, complaints } = await run('--verify', '--tenant', tenant);

    expect({ status, complaints }).toEqual({
      status: 1,
      complaints: ['The row of the list does not hold what was written there.'],
    });
  });

  it('reads again what changes while it is read', async () => {
    await keep(proposal, [], 1);
    const find = remediationStore.find.bind(remediationStore);
    let isFirst = true;
    remediationStore.find = async (...ids) => {
      const found = await find(...ids);
      if (isFirst) {
        isFirst = false;
        await keep(proposal, [await approved()], 0);
      }
      return found;
    };

    expect((await run('--verify')).status).toBe(3);
  });

  it('lists the entries of one remediation for people to read, in whatever tenant it is', async () => {
    const first = await approved();
    const { writeIntended, rejected } = exampleEvents;
    await keep(proposal, [first, writeIntended, rejected], 1);

    const { status, written } = await run('--remediation', remediationId(1));

    expect(status).toBe(0);
    expect(written).toBe(
      [
        '0   2026-11-02 06:01 UTC  Proposed by Ada: An exclusionary device code flow',
        '                          policy is in force',
        '1   2026-11-02 06:30 UTC  Approved to be applied in report-only, signed by Bo:',
        '                          Reviewed with the owners',
        '2   2026-11-02 06:30 UTC  About to write change 1 (report-only)',
        '3   2026-11-02 06:30 UTC  Rejected by Bo: Not this week',
        '',
      ].join('\n'),
    );
    const json = await run('--remediation', remediationId(1), '--tenant', tenant, '--format', 'json');
    expect(JSON.parse(json.written)).toEqual(await remediationStore.journal(tenant, remediationId(1)));
  });

  it('says that there is nothing where nothing was proposed', async () => {
    expect(await run('--verify')).toMatchObject({ status: 0, written: 'There are no remediations.\n' });
  });

  it.each([
    [['--verify', '--remediation', remediationId(9)], /Nothing is kept of remediation/],
    [['--remediation', remediationId(9)], /Nothing is kept of remediation/],
    [[], /--remediation: is missing/],
    [['--verify', '--tenant', 'contoso'], /--tenant: is no GUID/],
    [['--verify', '--format', 'csv'], /--format/],
    [['--all'], /--all/],
  ])('refuses %j', async (words, complaint) => {
    await keep(proposal, [], 1);

    const { status, complaints } = await run(...words);

    expect(status).toBe(2);
    expect(complaints.join()).toMatch(complaint);
  });

  it.each([
    [new InputError([{ member: 'AzureWebJobsStorage__blobServiceUri', message: 'is missing' }])],
    [new TransientError('Storage failed: it could not be reached.')],
  ])('says what is wrong with the settings, or with storage', async (error) => {
    const terminal = inMemoryTerminal();

    const openJournals = () => Promise.reject(error);
    expect(await journalCommand(['--verify'], { terminal, openJournals })).toBe(2);

    expect(terminal.complaints).toEqual([error.message]);
  });

  it('explains itself without storage', async () => {
    const terminal = inMemoryTerminal();
    const openJournals = () => Promise.reject(new Error('not needed'));

    expect(await journalCommand(['--help'], { terminal, openJournals })).toBe(0);

    expect(terminal.written()).toContain('npm run --silent journal -- --verify');
  });
});
