import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptHead } from '../../../shared/application/ports/journal-head-store.ts';
import type { KeptRemediation } from '../../../shared/application/ports/remediation-store.ts';
import { hashOfEntry, planHashOf } from '../../../shared/application/remediation/hashes.ts';
import type { JournalEntry } from '../../../shared/application/remediation/journal-entry.ts';
import type { JournalEvidence } from '../../../shared/application/remediation/journal-evidence.ts';
import { verifyJournal } from '../../../shared/application/remediation/verify-journal.ts';
import { minute, tenantId } from '../examples.ts';
import { InMemoryRemediationStore } from '../in-memory/in-memory-remediation-store.ts';
import { keepRemediation, keptRemediation } from './kept-remediation.ts';
import {
  exampleApproval,
  exampleEvents,
  exampleProposal,
  remediationId,
  usualCourse,
} from './remediation-examples.ts';

describe('the verification of a journal', () => {
  const proposal = exampleProposal(1);
  let whole: JournalEvidence & { kept: KeptRemediation };
  beforeAll(async () => {
    const store = new InMemoryRemediationStore();
    await keepRemediation(store, proposal, usualCourse);
    const entries = await store.journal(tenantId(1), remediationId(1));
    const kept = await keptRemediation(store, proposal);
    whole = {
      tenantId: tenantId(1),
      remediationId: remediationId(1),
      entries,
      heads: headsOf(entries),
      kept,
    };
  });

  const problemsOf = (evidence: JournalEvidence) =>
    verifyJournal(evidence).problems.map(({ kind, sequence }) => `${kind} ${sequence}`);
  const withEntries = (entries: readonly JournalEntry[]) => ({ ...whole, entries });
  const changed = (sequence: number, parts: Partial<JournalEntry>) =>
    whole.entries.map((entry) => (entry.sequence === sequence ? { ...entry, ...parts } : entry));

  it('finds nothing about a whole one', () => {
    expect(verifyJournal(whole)).toEqual({ problems: [], notYetAnchored: 0 });
  });

  it('tells newest entries that the writer has not kept yet from wrong ones', () => {
    expect(verifyJournal({ ...whole, heads: whole.heads.slice(0, 8) })).toEqual({
      problems: [],
      notYetAnchored: 3,
    });
    expect(verifyJournal({ ...whole, heads: [] })).toEqual({ problems: [], notYetAnchored: 11 });
  });

  it('finds an entry that was changed and left its hash', () => {
    expect(problemsOf(withEntries(changed(4, { at: minute(31) })))).toContain('wrongHash 4');
  });

  it('finds an entry that was changed with its hash, by the entry after it and by the kept hash', () => {
    const [entry] = whole.entries.slice(4);
    const at = minute(29);
    const hash = entry && hashOfEntry({ ...entry, at });

    const problems = problemsOf(withEntries(changed(4, { at, ...(hash && { hash }) })));

    expect(problems).toEqual(expect.arrayContaining(['wrongLink 5', 'wrongHead 4']));
    expect(problems).not.toContain('wrongHash 4');
  });

  it('finds a journal that was rewritten from some entry on, by the kept hashes alone', () => {
    const reason = 'Another reason';
    const entries = rechained(
      whole.entries.map((entry) =>
        entry.event.kind === 'applicationApproved'
          ? { ...entry, event: { ...entry.event, approval: { ...entry.event.approval, reason } } }
          : entry,
      ),
    );
    const newest = entries.at(-1);
    const head = { sequence: entries.length - 1, hash: newest?.hash ?? '' };

    const problems = problemsOf({ ...whole, entries, kept: { ...whole.kept, head } });

    expect(problems).toEqual(whole.entries.slice(1).map(({ sequence }) => `wrongHead ${sequence}`));
  });

  it('finds entries that were removed in between', () => {
    const entries = whole.entries.filter(({ sequence }) => sequence !== 3 && sequence !== 4);

    const { problems } = verifyJournal(withEntries(entries));

    expect(problems[0]).toEqual({
      kind: 'missingEntry',
      sequence: 3,
      text: 'Entries 3 to 4 are missing: the writer kept their hashes, so that they were there.',
    });
  });

  it('finds the newest entries removed, also together with the state', async () => {
    const store = new InMemoryRemediationStore();
    await keepRemediation(store, proposal, usualCourse.slice(0, 4));
    const entries = await store.journal(tenantId(1), remediationId(1));

    expect(problemsOf({ ...whole, entries, kept: await keptRemediation(store, proposal) })).toEqual([
      'missingEntry 5',
    ]);
  });

  it('finds everything removed', () => {
    expect(problemsOf({ ...whole, entries: [], kept: undefined })).toEqual(['missingEntry 0']);
    expect(problemsOf({ ...whole, entries: [], heads: [] })).toEqual(['missingEntry 0']);
    expect(problemsOf({ ...whole, kept: undefined })).toEqual(['wrongState null']);
  });

  it('finds a kept hash that was removed', () => {
    expect(problemsOf({ ...whole, heads: whole.heads.filter(({ sequence }) => sequence !== 2) })).toEqual([
      'missingHead 2',
    ]);
  });

  it('finds the entries of another remediation', () => {
    const problems = problemsOf({ ...whole, remediationId: remediationId(2) });

    expect(problems).toContain('elsewhere 0');
  });

  it('finds a state that the journal does not lead to', () => {
    const { remediation, head } = whole.kept;
    const state = { status: 'enforced' as const, at: remediation.state.at };

    expect(problemsOf({ ...whole, kept: { head, remediation: { ...remediation, state } } })).toEqual([
      'wrongState null',
    ]);
    const otherHead = { ...head, sequence: 3 };
    expect(problemsOf({ ...whole, kept: { head: otherHead, remediation } })).toEqual(['wrongState null']);
  });

  it.each([
    ['happens where it cannot', 2, { ...exampleEvents.verified }],
    ['is approved by whoever asked for it', 1, approvedBy(proposal.requestedBy)],
  ])('finds an entry that %s', (_what, sequence, event) => {
    const entries = rechained(changed(sequence, { event }));

    expect(problemsOf({ ...whole, entries, heads: headsOf(entries) })).toContain(`wrongCourse ${sequence}`);
  });

  it.each([
    ['from', { from: 'observing' as const }],
    ['to', { to: 'observing' as const }],
  ])('finds an entry that says wrongly where it goes %s', (_which, parts) => {
    const entries = rechained(changed(2, parts));

    expect(problemsOf({ ...whole, entries, heads: headsOf(entries) })).toContain('wrongCourse 2');
  });

  it('finds a proposal that its hash is not of', () => {
    const { proposed } = exampleEvents;
    const event = { ...proposed, proposal: { ...proposal, title: 'Something else' } };
    const entries = rechained(changed(0, { event }));

    expect(problemsOf({ ...whole, entries, heads: headsOf(entries) })).toContain('wrongContent 0');
  });

  it('finds the proposal of another remediation', () => {
    const other = exampleProposal(2);
    const event = { kind: 'proposed' as const, proposal: other, planHash: planHashOf(other) };
    const entries = rechained(changed(0, { event }));

    expect(problemsOf({ ...whole, entries, heads: headsOf(entries) })).toContain('wrongContent 0');
  });

  it('finds approvals of something else', () => {
    const other = exampleApproval('sha256:other');
    const applied = changed(1, { event: { kind: 'applicationApproved', approval: other } });
    const enforced = changed(6, { event: { ...exampleEvents.enforcementApproved, approval: other } });
    const hurtsOthers = changed(6, {
      event: { ...exampleEvents.enforcementApproved, enforcement: null },
    });

    expect(problemsOf(withEntries(rechained(applied)))).toContain('wrongContent 1');
    expect(problemsOf(withEntries(rechained(enforced)))).toContain('wrongContent 6');
    expect(problemsOf(withEntries(rechained(hurtsOthers)))).toContain('wrongContent 6');
  });
});

function headsOf(entries: readonly JournalEntry[]): readonly KeptHead[] {
  return entries.map(({ sequence, hash }) => ({
    tenantId: tenantId(1),
    remediationId: remediationId(1),
    sequence,
    hash,
    keptAt: minute(40),
  }));
}

/** With hashes that fit again, as somebody would make them who knows how. */
function rechained(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  let previousHash: string | null = null;
  return entries.map((entry) => {
    const relinked: JournalEntry = { ...entry, previousHash };
    const hash = hashOfEntry(relinked);
    previousHash = hash;
    return { ...relinked, hash };
  });
}

function approvedBy(by: ReturnType<typeof exampleProposal>['requestedBy']): JournalEntry['event'] {
  if (by.kind !== 'person') throw new Error('The example is asked for by a person.');
  const approval = exampleApproval(planHashOf(exampleProposal(1)), { by });
  return { kind: 'applicationApproved', approval };
}
