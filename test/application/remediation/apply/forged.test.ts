import { describe, expect, it } from 'vitest';
import { hashOfEntry, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import type { JournalEntry } from '../../../../shared/application/remediation/journal-entry.ts';
import { UnauthenticatedError } from '../../../../shared/core/errors.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import { graphPolicy } from '../../../core/example-tenant.ts';
import { ada, bo } from '../../../core/exceptions/register-examples.ts';
import { idTokenOf, type SaidByIdToken } from '../../in-memory/in-memory-approval-verifier.ts';
import { breakGlass, littleTenant, tenant, WriterUnderTest } from './writer-under-test.ts';

/** Whoever can write to the storage, and to the queue, but cannot sign in as somebody else. */
class Forger {
  readonly writer = new WriterUnderTest();

  async found() {
    const found = await this.writer.remediationStore.find(tenant, this.writer.id);
    if (found === undefined) throw new Error('There is no remediation.');
    return found;
  }

  /** Writes a state and an entry whose hash is right. */
  async write(changed: Remediation, entry: Partial<JournalEntry>): Promise<void> {
    const found = await this.found();
    const whole = {
      version: 1 as const,
      tenantId: tenant,
      remediationId: this.writer.id,
      sequence: found.head.sequence + 1,
      at: this.writer.clock().toISOString(),
      from: found.remediation.state.status,
      to: changed.state.status,
      event: { kind: 'appliedInReportOnly' } as const,
      previousHash: found.head.hash,
      ...entry,
    };
    await this.writer.remediationStore.advance(found, changed, { ...whole, hash: hashOfEntry(whole) });
  }

  /** An approval of the plan with a token that says this. */
  async approve(said: Partial<SaidByIdToken>, idToken?: string): Promise<void> {
    const { writer } = this;
    const { proposal } = (await this.found()).remediation;
    const given = writer.approval(planHashOf(proposal));
    const usual = { objectId: bo.objectId, nonce: given.signedHash, issuedAt: given.at };
    const approval = { ...given, idToken: idToken ?? idTokenOf({ ...usual, ...said }) };
    await writer.happen({ kind: 'applicationApproved', approval });
  }
}

async function expectRefused({ writer }: Forger, because: string) {
  const events = await writer.events();

  await writer.deliver();

  expect(writer.sent()).toEqual([]);
  expect(await writer.events()).toEqual(events);
  expect(writer.telemetry.events).toMatchObject([
    { name: 'remediation.refused', properties: { reason: expect.stringContaining(because) } },
  ]);
  expect(writer.notificationQueue.notifications).toMatchObject([{ level: 'error' }]);
}

const past = '2026-11-01T06:00:00.000Z';
const tokens: readonly {
  readonly what: string;
  readonly said?: Partial<SaidByIdToken>;
  readonly idToken?: string;
  readonly because: string;
}[] = [
  { what: 'that nobody signed', idToken: 'none.e30', because: 'not signed by the tenant' },
  { what: 'of another hash', said: { nonce: `sha256:${'1'.repeat(64)}` }, because: 'nonce' },
  { what: 'of somebody else', said: { objectId: ada.objectId }, because: 'somebody else' },
  { what: 'without the role', said: { roles: ['Results.Read'] }, because: 'Remediation.Approve' },
  { what: 'that is older than the proposal', said: { issuedAt: past }, because: 'older' },
];

describe('The writer refuses', () => {
  it.each(tokens)('an approval whose ID token is one $what', async ({ said = {}, idToken, because }) => {
    const forger = new Forger();
    await forger.writer.propose();
    await forger.approve(said, idToken);

    await expectRefused(forger, because);
  });

  it('an approval without the authentication context that the proposal asks for', async () => {
    const forger = new Forger();
    const rules = { approvals: 1, observationDays: 14, approvalHours: 72, delivery: 'direct' } as const;
    await forger.writer.propose('create', { rules: { ...rules, authenticationContext: 'c1' } });
    await forger.approve({});

    await expectRefused(forger, 'authentication context c1');
  });

  it('a state that its journal does not tell of', async () => {
    const forger = new Forger();
    const { writer } = forger;
    const proposal = await writer.propose();
    const approval = writer.approval(planHashOf(proposal));
    const { remediation } = await forger.found();
    const state = { status: 'approved', at: writer.clock().toISOString(), approvals: [approval] } as const;
    await forger.write({ ...remediation, state }, { event: { kind: 'applicationApproved', approval } });
    const { remediation: forged } = await forger.found();
    const later = { ...forged, state: { ...state, at: past } };
    await forger.write(later, { event: { kind: 'noticed', key: 'k', text: 't', subject: 's' } });

    await expectRefused(forger, 'is not what the journal leads to');
  });

  it('a journal in which something happens that cannot', async () => {
    const forger = new Forger();
    await forger.writer.propose();
    const { remediation } = await forger.found();
    const state = { status: 'approved', at: forger.writer.clock().toISOString(), approvals: [] } as const;
    await forger.write({ ...remediation, state }, { event: { kind: 'appliedInReportOnly' } });

    await expectRefused(forger, 'cannot follow');
  });

  it('a journal that is not the one whose heads it kept', async () => {
    const forger = new Forger();
    const { writer } = forger;
    const proposal = await writer.propose();
    const keptAt = writer.clock().toISOString();
    const hash = `sha256:${'0'.repeat(64)}`;
    await writer.journalHeadStore.keep({
      tenantId: tenant,
      remediationId: writer.id,
      sequence: 0,
      hash,
      keptAt,
    });
    await writer.approve(proposal);

    await expectRefused(forger, 'rewritten');
  });

  it('a journal that was cut', async () => {
    const forger = new Forger();
    const { writer } = forger;
    await writer.propose();
    const hash = `sha256:${'0'.repeat(64)}`;
    const head = { tenantId: tenant, remediationId: writer.id, hash, keptAt: past };
    await writer.deliver();
    await writer.journalHeadStore.keep({ ...head, sequence: 1 });

    await expectRefused(forger, 'missing');
  });

  it('an enforcement of other policies than were written', async () => {
    const forger = new Forger();
    const { writer } = forger;
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove({ policyIds: ['another'] });
    writer.telemetry.events.length = 0;

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(writer.telemetry.names()).toEqual(['remediation.refused']);
  });

  it('an enforcement that was approved before the days of observing had passed, whatever is stored', async () => {
    const forger = new Forger();
    const { writer } = forger;
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove({}, 13);
    writer.telemetry.events.length = 0;

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(writer.telemetry.events).toMatchObject([
      { properties: { reason: expect.stringContaining('not observed for 14 days') } },
    ]);
  });

  it('none for that where the policy stood in report-only before the plan', async () => {
    const users = { includeUsers: ['All'], excludeUsers: [breakGlass] };
    const stood = graphPolicy({ state: 'enabledForReportingButNotEnforced', users });
    const writer = new WriterUnderTest(littleTenant([stood]));
    await writer.approve(await writer.propose('switchOn'));
    await writer.deliver();
    await writer.observeAndApprove({}, 1);

    await writer.deliver();

    expect(await writer.status()).toBe('enforced');
  });

  it('nothing for good where the keys of the tenant cannot be read', async () => {
    const { writer } = new Forger();
    await writer.approve(await writer.propose());
    const approvalVerifier = { verify: () => Promise.reject(new Error('The keys cannot be read.')) };

    await expect(writer.deliver(1, { approvalVerifier })).rejects.toThrow('keys');
    await writer.deliver(2);

    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('an approval that stands no longer when it is looked at', async () => {
    const { writer } = new Forger();
    await writer.approve(await writer.propose());
    const approvalVerifier = {
      verify: () => Promise.reject(new UnauthenticatedError('The ID token is not signed by the tenant.')),
    };

    await writer.deliver(1, { approvalVerifier });

    expect(writer.sent()).toEqual([]);
    expect(writer.telemetry.names()).toEqual(['remediation.refused']);
  });
});

describe('A proposal whose rules ask for less than the settings of the writer', () => {
  const rules = { approvals: 2, observationDays: 14, approvalHours: 48, delivery: 'direct' } as const;
  const own = { ...rules, authenticationContext: 'c1' };

  it('is superseded, though it was approved', async () => {
    const { writer } = new Forger();
    const weak = { ...rules, approvals: 1, observationDays: 1, approvalHours: 720 };
    await writer.approve(await writer.propose('create', { rules: weak }));

    await writer.deliver(1, { rules: own });

    expect(writer.sent()).toEqual([]);
    const { state } = await writer.remediation();
    expect(state).toMatchObject({
      status: 'superseded',
      reasons: [
        expect.stringContaining('approval of 2 people'),
        expect.stringContaining('14 days of observing'),
        expect.stringContaining('48 hours'),
        expect.stringContaining('authentication context c1'),
      ],
    });
  });

  it('is superseded also where only its time is longer', async () => {
    const { writer } = new Forger();
    await writer.approve(await writer.propose('create', { expiresAt: '2026-12-24T06:00:00.000Z' }));

    await writer.deliver();

    expect(await writer.status()).toBe('superseded');
  });
});

describe('What is said to go back', () => {
  it('fails where it would bring into force what never was, though it was approved', async () => {
    const drafting = new WriterUnderTest();
    const { plan } = await drafting.propose();
    const [change] = plan.policies;
    if (change === undefined) throw new Error('The plan changes nothing.');
    const [{ request, policy }] = change.stages;
    const enabled = { state: 'enabled' };
    const atOnce = {
      name: 'enforced',
      request: { ...request, body: { ...request.body, ...enabled } },
      policy: { ...policy, ...enabled },
    } as const;
    const writer = new WriterUnderTest();
    const proposal = await writer.propose('create', {
      plan: { ...plan, kind: 'restore', policies: [{ ...change, stages: [atOnce] }] },
      purpose: { kind: 'restore', remediationId: '0e000000-0000-4000-8000-000000000009' },
    });
    const enforcementHash = planHashOf(proposal);
    const approval = writer.approval(enforcementHash);
    const event = { approval, enforcementHash, enforcement: null, acknowledged: [] } as const;
    await writer.happen({ kind: 'enforcementApproved', ...event });

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'failed',
      reasons: [expect.stringContaining('was never in force')],
    });
  });
});

describe('A plan whose request does something else than it shows', () => {
  it('fails, though it was approved', async () => {
    const drafting = new WriterUnderTest();
    const { plan } = await drafting.propose();
    const [change] = plan.policies;
    if (change === undefined) throw new Error('The plan changes nothing.');
    const [first, ...others] = change.stages;
    const request = { ...first.request, body: { ...first.request.body, state: 'enabled' } };
    const hiding = { ...change, stages: [{ ...first, request }, ...others] as const };
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose('create', { plan: { ...plan, policies: [hiding] } }));

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'failed',
      reasons: [expect.stringContaining('is not what the plan shows')],
    });
  });
});
