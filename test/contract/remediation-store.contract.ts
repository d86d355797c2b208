import { beforeEach, describe, expect, it } from 'vitest';
import type { RemediationStore } from '../../shared/application/ports/remediation-store.ts';
import { hashOfEntry } from '../../shared/application/remediation/hashes.ts';
import type { JournalEntry } from '../../shared/application/remediation/journal-entry.ts';
import { recordEvent, recordProposal } from '../../shared/application/remediation/record-event.ts';
import { ConflictError, InputError } from '../../shared/core/errors.ts';
import { after, replay } from '../../shared/core/remediation/course/course.ts';
import type { RemediationEvent } from '../../shared/core/remediation/course/events.ts';
import { minute, tenantId } from '../application/examples.ts';
import { keepRemediation, keptRemediation } from '../application/remediation/kept-remediation.ts';
import {
  approvedOf,
  exampleEvents,
  exampleImpact,
  examplePlan,
  exampleProposal,
  remediationId,
  usualCourse,
} from '../application/remediation/remediation-examples.ts';

const tenant = tenantId(1);
const otherTenant = tenantId(2);
const firstPage = { size: 10 };
const clock = () => new Date(minute(40));

/** What every store of remediations does. `make` returns an empty one. */
export function describeRemediationStore(name: string, make: () => Promise<RemediationStore>): void {
  describe(`the remediation store ${name}`, () => {
    let store: RemediationStore;
    beforeEach(async () => {
      store = await make();
    });

    const keep = (number: number, ...events: readonly RemediationEvent[]) => {
      const proposal = exampleProposal(number);
      return keepRemediation(
        store,
        proposal,
        events.map((event) => approvedOf(event, proposal)),
      );
    };
    const found = (number: number) => keptRemediation(store, exampleProposal(number));
    const record = async (number: number, event: RemediationEvent) =>
      recordEvent({ remediationStore: store, clock }, await found(number), event);

    it('finds nothing while nothing was proposed', async () => {
      expect(await store.find(tenant, remediationId(1))).toBeUndefined();
      expect(await store.list(tenant, {}, firstPage)).toEqual({ items: [] });
      expect(await store.standing(tenant)).toEqual([]);
      expect(await store.journal(tenant, remediationId(1))).toEqual([]);
      expect(await store.impact(tenant, remediationId(1))).toBeUndefined();
    });

    it('keeps an id to the proposal that came first', async () => {
      await keep(1);

      const other = exampleProposal(1, { title: 'Something else' });
      expect(await recordProposal({ remediationStore: store }, other)).toBe(false);

      expect((await found(1)).remediation.proposal).toEqual(exampleProposal(1));
      expect(await store.journal(tenant, remediationId(1))).toHaveLength(1);
    });

    it('returns what the events of a whole course led to, with the journal in its order', async () => {
      await keep(1, ...usualCourse);

      const { remediation, head } = await found(1);
      const journal = await store.journal(tenant, remediationId(1));
      expect(journal.map(({ event }) => event.kind)).toEqual([
        'proposed',
        ...usualCourse.map(({ kind }) => kind),
      ]);
      expect(remediation).toEqual(replay(journal));
      expect(remediation.state.status).toBe('verified');
      const newest = journal.at(-1);
      expect(head).toEqual({ sequence: usualCourse.length, hash: newest?.hash });
      for (const entry of journal) expect(hashOfEntry(entry)).toBe(entry.hash);
    });

    it('keeps a plan that is longer than a row has room for, with its hash', async () => {
      const notes = Array.from({ length: 2_000 }, (_, number) => ({
        key: 'affectsUsers',
        severity: 'info' as const,
        text: `Note ${number} of what is to be minded`,
      }));
      const proposal = exampleProposal(1, { plan: { ...examplePlan, notes } });

      await keepRemediation(store, proposal);

      expect((await found(1)).remediation.proposal).toEqual(proposal);
      const [first] = await store.journal(tenant, remediationId(1));
      expect(first?.event).toMatchObject({ kind: 'proposed', proposal });
    });

    it('lets one of several events at the same moment win, and nothing of the others stay', async () => {
      await keep(1);
      const kept = await found(1);
      const events = [exampleEvents.applicationApproved, exampleEvents.rejected, exampleEvents.expired];

      const outcomes = await Promise.allSettled(
        events.map((event) => recordEvent({ remediationStore: store, clock }, kept, event)),
      );

      const won = outcomes.filter(({ status }) => status === 'fulfilled');
      const lost = outcomes.filter(({ status }) => status === 'rejected');
      expect(won).toHaveLength(1);
      expect(lost).toHaveLength(2);
      for (const outcome of lost) expect(outcome).toMatchObject({ reason: expect.any(ConflictError) });
      const journal = await store.journal(tenant, remediationId(1));
      expect(journal).toHaveLength(2);
      expect((await found(1)).remediation).toEqual(replay(journal));
    });

    it('does not advance what has changed since it was found', async () => {
      await keep(1, exampleEvents.applicationApproved);
      const old = await found(1);
      await record(1, exampleEvents.noticed);

      await expect(
        recordEvent({ remediationStore: store, clock }, old, exampleEvents.noticed),
      ).rejects.toThrow(ConflictError);

      expect(await store.journal(tenant, remediationId(1))).toHaveLength(3);
    });

    it('never writes an entry of the journal a second time', async () => {
      await keep(1, exampleEvents.applicationApproved);
      const kept = await found(1);
      const [, taken] = await store.journal(tenant, remediationId(1));
      const again: Omit<JournalEntry, 'hash'> = {
        version: 1,
        tenantId: tenant,
        remediationId: remediationId(1),
        sequence: 1,
        at: minute(50),
        from: 'approved',
        to: 'approved',
        event: exampleEvents.noticed,
        previousHash: kept.head.hash,
      };
      const changed = after(kept.remediation, exampleEvents.noticed, minute(50));

      expect(await store.advance(kept, changed, { ...again, hash: hashOfEntry(again) })).toBe(false);

      expect((await store.journal(tenant, remediationId(1)))[1]).toEqual(taken);
      expect(await found(1)).toEqual(kept);
    });

    it('lists the latest proposals first, page by page', async () => {
      for (const number of [1, 2, 3]) await keep(number);

      const first = await store.list(tenant, {}, { size: 2 });
      const second = await store.list(tenant, {}, { size: 2, continuation: first.continuation });

      expect(first.items.map((item) => item.remediationId)).toEqual([remediationId(3), remediationId(2)]);
      expect(second.items.map((item) => item.remediationId)).toEqual([remediationId(1)]);
      expect(second.continuation).toBeUndefined();
    });

    it('lists what it is about and how it stands, without the plan', async () => {
      await keep(1, exampleEvents.applicationApproved);

      const { remediation } = await found(1);
      const proposal = exampleProposal(1);
      expect((await store.list(tenant, {}, firstPage)).items).toEqual([
        {
          remediationId: remediationId(1),
          tenantId: tenant,
          purpose: { kind: 'remediate' },
          control: 'device-code-flow-blocked',
          id: '2.2.3',
          title: proposal.title,
          kind: 'create',
          requestedBy: proposal.requestedBy,
          proposedAt: proposal.proposedAt,
          expiresAt: proposal.expiresAt,
          planHash: remediation.planHash,
          status: 'approved',
          since: minute(30),
        },
      ]);
    });

    it('lists those in one state', async () => {
      await keep(1);
      await keep(2, exampleEvents.applicationApproved);
      await keep(3, exampleEvents.rejected);

      for (const [status, number] of [
        ['proposed', 1],
        ['approved', 2],
        ['rejected', 3],
      ] as const) {
        const { items } = await store.list(tenant, { status }, firstPage);
        expect(items.map((item) => item.remediationId)).toEqual([remediationId(number)]);
      }
      expect(await store.list(tenant, { status: 'verified' }, firstPage)).toEqual({ items: [] });
    });

    it.each([['bm90LW91cnM'], ['***']])('refuses the continuation %s', async (continuation) => {
      await keep(1);

      await expect(store.list(tenant, {}, { size: 1, continuation })).rejects.toThrow(InputError);
    });

    it('tells those that something may still happen to from those that have ended', async () => {
      const { applicationApproved, rejected, expired, superseded, failed, rolledBack } = exampleEvents;
      await keep(1);
      await keep(2, ...usualCourse);
      await keep(3, rejected);
      await keep(4, expired);
      await keep(5, superseded);
      await keep(6, applicationApproved, failed);
      await keep(7, applicationApproved, rolledBack);

      const standing = await store.standing(tenant);

      expect(standing.map(({ remediation }) => remediation.proposal.remediationId).toSorted()).toEqual([
        remediationId(1),
        remediationId(2),
      ]);
      expect(standing).toContainEqual(await found(1));
    });

    it('keeps the latest measurement, in whatever order they come', async () => {
      const later = exampleImpact(1, { measuredAt: minute(90), newPeople: [] });
      await store.saveImpact(exampleImpact(1));
      expect(await store.impact(tenant, remediationId(1))).toEqual(exampleImpact(1));

      await Promise.all([store.saveImpact(later), store.saveImpact(exampleImpact(1))]);

      expect(await store.impact(tenant, remediationId(1))).toEqual(later);
    });

    it('keeps tenants apart', async () => {
      await keep(1);
      await store.saveImpact(exampleImpact(1));

      expect(await store.find(otherTenant, remediationId(1))).toBeUndefined();
      expect(await store.list(otherTenant, {}, firstPage)).toEqual({ items: [] });
      expect(await store.standing(otherTenant)).toEqual([]);
      expect(await store.journal(otherTenant, remediationId(1))).toEqual([]);
      expect(await store.impact(otherTenant, remediationId(1))).toBeUndefined();
      const proposal = exampleProposal(1, { tenantId: otherTenant });
      expect(await recordProposal({ remediationStore: store }, proposal)).toBe(true);
    });
  });
}
