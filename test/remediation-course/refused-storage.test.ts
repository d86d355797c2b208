import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remediationIdSchema } from '../../shared/application/identifiers.ts';
import { hashOfEntry } from '../../shared/application/remediation/hashes.ts';
import type { JournalEntry } from '../../shared/application/remediation/journal-entry.ts';
import { recordProposal } from '../../shared/application/remediation/record-event.ts';
import type { Proposal } from '../../shared/core/remediation/course/proposal.ts';
import type { Approval, Remediation } from '../../shared/core/remediation/course/remediation.ts';
import type { PolicyChange } from '../../shared/core/remediation/plan.ts';
import { withMember } from '../../shared/core/remediation/wire-members.ts';
import {
  newKey,
  startTestAuthority,
  type TestAuthority,
} from '../adapters/token-validation/test-authority.ts';
import { graphPolicy } from '../core/example-tenant.ts';
import { breakGlass, littleCompany, otherPolicy, type PersonName, people, tenantId } from './company.ts';
import { Estate } from './estate.ts';
import { SignedWorld } from './signed-world.ts';
import type { WorldOptions } from './world.ts';

let authority: TestAuthority;
beforeAll(async () => {
  authority = await startTestAuthority();
});
afterAll(() => authority.stop());

const id = remediationIdSchema.parse('0e000000-0000-8000-8000-000000000001');

/** Whoever can write to the storage and to the queues past the apps. */
class Forger {
  readonly world: SignedWorld;

  constructor(options: WorldOptions = {}) {
    this.world = new SignedWorld(authority, options);
  }

  get estate(): Estate {
    return this.world.estate;
  }

  async kept(of: string) {
    const found = await this.estate.remediationStore.find(tenantId, remediationIdSchema.parse(of));
    if (found === undefined) throw new Error('There is no such remediation.');
    return found;
  }

  /** An approval as the app stores it. */
  async approval(of: string, by: PersonName, key = authority.keys[0]): Promise<Approval> {
    const { planHash } = (await this.kept(of)).remediation;
    const { objectId, name } = people[by];
    return {
      by: { objectId, name },
      at: this.estate.clock().toISOString(),
      reason: 'Agreed',
      signedHash: planHash,
      idToken: await this.world.signed(by, planHash, key === undefined ? {} : { key }),
      key: { ...key?.published },
    };
  }

  /** A state with an entry whose hash is right. */
  async write(of: string, state: Remediation['state'], event: JournalEntry['event']): Promise<void> {
    const found = await this.kept(of);
    const { remediation, head } = found;
    const entry = {
      version: 1,
      tenantId,
      remediationId: of,
      sequence: head.sequence + 1,
      at: this.estate.clock().toISOString(),
      from: remediation.state.status,
      to: state.status,
      event,
      previousHash: head.hash,
    } as const;
    const whole = { ...entry, hash: hashOfEntry(entry) };
    await this.estate.remediationStore.advance(found, { ...remediation, state }, whole);
  }

  /** Overwrites the state, and no entry tells of it. */
  async overwriteState(of: string, state: Remediation['state']): Promise<void> {
    Object.assign((await this.kept(of)).remediation, { state });
  }

  async journal(of: string): Promise<JournalEntry[]> {
    const journal = await this.estate.remediationStore.journal(tenantId, remediationIdSchema.parse(of));
    return journal as JournalEntry[];
  }

  /** A proposal that no planner made, which people then approve without looking. */
  async proposeForged(change: (genuine: Proposal) => Partial<Proposal>): Promise<string> {
    const { proposal } = await this.world.proposed();
    await this.world.course.insist('cy', `${tenantId}/${proposal.remediationId}/reject`, { reason: 'No' });
    const proposedAt = this.estate.clock().toISOString();
    const genuine = { ...proposal, remediationId: id, proposedAt };
    await recordProposal(this.estate, { ...genuine, ...change(genuine) });
    await this.world.approveWell(id);
    return id;
  }

  /** The writer gets a message, until it is done or given up. */
  async message(of: string): Promise<void> {
    this.estate.queues.put('remediations', { version: 1, tenantId, remediationId: of }, this.estate.clock());
    await this.world.course.drain();
  }
}

interface Case {
  readonly what: string;
  /** Gives the remediation that the message names. */
  readonly forge: (forger: Forger) => Promise<string>;
  readonly because: string;
}

const approved = (approvals: readonly Approval[], at: string) =>
  ({ status: 'approved', at, approvals }) as const;

const refused: readonly Case[] = [
  {
    what: 'a state that is approved, without an entry',
    async forge(forger) {
      const { remediationId } = (await forger.world.proposed()).proposal;
      const approvals = [
        await forger.approval(remediationId, 'bo'),
        await forger.approval(remediationId, 'cy'),
      ];
      await forger.overwriteState(remediationId, approved(approvals, forger.estate.clock().toISOString()));
      return remediationId;
    },
    because: 'is not what the journal leads to',
  },
  {
    what: 'approvals that carry tokens which the authority did not sign',
    forge: (forger) => forgeApprovals(forger, 'bo', 'cy', true),
    because: 'not signed by the tenant',
  },
  {
    what: 'two approvals of one person',
    forge: (forger) => forgeApprovals(forger, 'bo', 'bo'),
    because: 'cannot follow those before it',
  },
  {
    what: 'an approval of the requester',
    forge: (forger) => forgeApprovals(forger, 'bo', 'ada'),
    because: 'cannot follow those before it',
  },
  {
    what: 'one approval where two are needed',
    async forge(forger) {
      const { remediationId } = (await forger.world.proposed()).proposal;
      const approval = await forger.approval(remediationId, 'bo');
      await forger.write(remediationId, approved([approval], approval.at), {
        kind: 'applicationApproved',
        approval,
      });
      return remediationId;
    },
    because: 'cannot follow those before it',
  },
  {
    what: 'an enforcement in place of the application',
    async forge(forger) {
      const { remediationId } = (await forger.world.proposed()).proposal;
      const { planHash } = (await forger.kept(remediationId)).remediation;
      const approval = await forger.approval(remediationId, 'bo');
      const enforcement = { enforcementHash: planHash, enforcement: null, acknowledged: [] };
      await forger.write(
        remediationId,
        { status: 'enforcementApproved', at: approval.at, approvals: [approval], ...enforcement },
        { kind: 'enforcementApproved', approval, ...enforcement },
      );
      return remediationId;
    },
    because: 'cannot follow those before it',
  },
  {
    what: 'a journal of which an entry is gone',
    async forge(forger) {
      const remediationId = await approvedWell(forger);
      (await forger.journal(remediationId)).splice(1, 1);
      return remediationId;
    },
    because: 'missing',
  },
  {
    what: 'a journal of which an entry was changed',
    async forge(forger) {
      const remediationId = await approvedWell(forger);
      const journal = await forger.journal(remediationId);
      const [first] = journal;
      if (first !== undefined) journal[0] = { ...first, at: '2020-01-01T00:00:00.000Z' };
      return remediationId;
    },
    because: 'does not fit its hash',
  },
  {
    what: 'a journal whose head is another one than was kept',
    async forge(forger) {
      const remediationId = await approvedWell(forger);
      const head = { tenantId, remediationId: remediationIdSchema.parse(remediationId), sequence: 0 };
      const keptAt = forger.estate.clock().toISOString();
      const others = forger.estate.journalHeadStore.kept.splice(0);
      await forger.estate.journalHeadStore.keep({ ...head, hash: `sha256:${'0'.repeat(64)}`, keptAt });
      expect(others.length).toBeLessThanOrEqual(1);
      return remediationId;
    },
    because: 'the journal was rewritten',
  },
  {
    what: 'a plan that was exchanged after it was approved',
    async forge(forger) {
      const remediationId = await approvedWell(forger);
      const { remediation } = await forger.kept(remediationId);
      const { proposal } = remediation;
      Object.assign(remediation, {
        proposal: { ...proposal, rules: { ...proposal.rules, observationDays: 0 } },
      });
      return remediationId;
    },
    because: 'is not what the journal leads to',
  },
];

async function approvedWell(forger: Forger): Promise<string> {
  const { remediationId } = (await forger.world.proposed()).proposal;
  await forger.world.approveWell(remediationId);
  return remediationId;
}

async function forgeApprovals(
  forger: Forger,
  one: PersonName,
  other: PersonName,
  isMadeUp = false,
): Promise<string> {
  const { remediationId } = (await forger.world.proposed()).proposal;
  const key = isMadeUp ? await newKey() : authority.keys[0];
  const first = await forger.approval(remediationId, one, key);
  forger.estate.wait(1_000);
  const second = await forger.approval(remediationId, other, key);
  const { at } = (await forger.kept(remediationId)).remediation.state;
  const given = { kind: 'approvalGiven', approval: first } as const;
  await forger.write(remediationId, { status: 'proposed', at, approvals: [first] }, given);
  await forger.write(remediationId, approved([first, second], second.at), {
    kind: 'applicationApproved',
    approval: second,
  });
  return remediationId;
}

describe('The writer refuses, and writes nothing of', () => {
  it.each(refused)('$what', async ({ forge, because }) => {
    const forger = new Forger();
    const of = await forge(forger);
    forger.estate.queues.waiting = [];
    const was = await everythingOf(forger, of);
    const told = forger.estate.telemetry.events.length;

    await forger.message(of);

    expect(await everythingOf(forger, of)).toEqual(was);
    const events = forger.estate.telemetry.events.slice(told);
    expect(events).toMatchObject([
      { name: 'remediation.refused', properties: { reason: expect.stringContaining(because) } },
    ]);
  });
});

const withoutExclusion = (change: PolicyChange) => withStages(change, 'conditions.users.excludeUsers', []);

/** The same in every stage: in its request, and in the policy as it shows it. */
function withStages(change: PolicyChange, member: string, value: unknown): PolicyChange {
  const [first, ...others] = change.stages;
  const changed = (stage: PolicyChange['stages'][number]) => ({
    ...stage,
    request:
      stage.request.method === 'POST'
        ? { ...stage.request, body: withMember(stage.request.body, member, value) }
        : stage.request,
    policy: withMember(stage.policy, member, value),
  });
  return { ...change, stages: [changed(first), ...others.map(changed)] };
}

function withPolicies(proposal: Proposal, change: (policy: PolicyChange) => PolicyChange): Partial<Proposal> {
  return { plan: { ...proposal.plan, policies: proposal.plan.policies.map(change) } };
}

/** Of a plan that changes that policy of another team, or of Microsoft. */
function aimedAt(proposal: Proposal, target: Readonly<Record<string, unknown>>): Partial<Proposal> {
  const policyId = String(target['id']);
  const policy = { id: policyId, displayName: String(target['displayName']) };
  const path = `/identity/conditionalAccess/policies/${policyId}`;
  const body = { state: 'disabled', grantControls: { operator: 'OR', builtInControls: ['mfa'] } };
  const request = { method: 'PATCH', path, body } as const;
  const after = { ...target, ...body };
  return withPolicies(proposal, () => ({
    policy,
    isMicrosoftManaged: false,
    differences: [],
    stages: [
      {
        name: 'reportOnly',
        request: { ...request, body: { ...body, state: 'enabledForReportingButNotEnforced' } },
        policy: { ...after, state: 'enabledForReportingButNotEnforced' },
      },
      { name: 'enforced', request, policy: after },
    ],
  }));
}

const microsofts = graphPolicy({
  id: '70000000-0000-4000-8000-000000000009',
  displayName: 'Microsoft-managed: Block device code flow',
  templateId: '72cefa70-0bee-4bb0-8a8f-6d0be3a5f2ff',
  state: 'enabledForReportingButNotEnforced',
});

const forgedPlans: readonly {
  readonly what: string;
  readonly estate?: () => Estate;
  readonly change: (proposal: Proposal) => Partial<Proposal>;
  readonly status: 'superseded' | 'failed';
  readonly because: string;
}[] = [
  {
    what: 'does not leave out emergency access',
    change: (genuine) => withPolicies(genuine, withoutExclusion),
    status: 'failed',
    because: 'is not excluded by the policy',
  },
  {
    what: 'changes the policy of another team',
    change: (genuine) => aimedAt(genuine, otherPolicy),
    status: 'superseded',
    because: 'Nothing excludes or excepts a policy with the mark',
  },
  {
    what: 'changes more of a Microsoft-managed policy than its state and exclusions',
    estate: () => new Estate(littleCompany([otherPolicy, microsofts])),
    change: (genuine) => aimedAt(genuine, microsofts),
    status: 'failed',
    because: 'Microsoft manages',
  },
  {
    what: 'sends something else than it shows',
    change: (genuine) =>
      withPolicies(genuine, (policy) => {
        const [first, ...others] = policy.stages;
        const body = withMember(first.request.body, 'state', 'enabled');
        return { ...policy, stages: [{ ...first, request: { ...first.request, body } }, ...others] };
      }),
    status: 'failed',
    because: 'is not what the plan shows',
  },
  {
    what: 'is to come into force at once',
    change: (genuine) => withPolicies(genuine, (policy) => withStages(policy, 'state', 'enabled')),
    status: 'failed',
    because: 'before anybody has observed it',
  },
];

describe('Nothing is written of a plan that people approved, and that', () => {
  it.each(forgedPlans)('$what', async ({ estate, change, status, because }) => {
    const forger = new Forger(estate === undefined ? {} : { estate: estate() });
    const of = await forger.proposeForged(change);
    const policies = forger.estate.tenant.policies;

    await forger.message(of);

    expect(forger.estate.policyWriter.sent).toEqual([]);
    expect(forger.estate.tenant.policies).toEqual(policies);
    const { state } = (await forger.kept(of)).remediation;
    expect(state).toMatchObject({
      status,
      reasons: expect.arrayContaining([expect.stringContaining(because)]),
    });
  });

  it('but of one that is as it was planned', async () => {
    const forger = new Forger();
    const of = await forger.proposeForged(() => ({}));

    await forger.message(of);

    expect(forger.estate.policyWriter.sent).toHaveLength(1);
  });
});

const messages: readonly { readonly what: string; readonly message: unknown }[] = [
  { what: 'an unknown remediation', message: { version: 1, tenantId, remediationId: id } },
  {
    what: 'another tenant',
    message: { version: 1, tenantId: '0a000000-0000-4000-8000-00000000dead', remediationId: id },
  },
  { what: 'more than it may', message: { version: 1, tenantId, remediationId: id, step: 'enforced' } },
  { what: 'nothing at all', message: 'enforce everything' },
];

describe('A message is given up, and kept, that speaks of', () => {
  it.each(messages)('$what', async ({ message }) => {
    const { world, estate } = new Forger();
    await world.proposed();

    estate.queues.put('remediations', message, estate.clock());
    await world.course.drain();

    expect(estate.policyWriter.sent).toEqual([]);
    expect(estate.queues.poison).toHaveLength(1);
    const { items } = await estate.resultStore.rejectedMessages({ size: 10 });
    expect(items).toMatchObject([{ queue: 'remediations' }]);
  });
});

describe('What was approved well is not written', () => {
  it('after its time', async () => {
    const forger = new Forger();
    const of = await approvedWell(forger);
    forger.estate.queues.waiting = [];
    forger.estate.wait(73 * 3_600_000);

    await forger.message(of);

    expect(forger.estate.policyWriter.sent).toEqual([]);
    expect((await forger.kept(of)).remediation.state.status).toBe('expired');
  });

  it.each([
    ['names no emergency access', { EMERGENCY_ACCESS_IDS: [] }, 'superseded'],
    ['names another emergency access', { EMERGENCY_ACCESS_IDS: [people.di.objectId] }, 'superseded'],
    ['asks for more approvals', { REMEDIATION_APPROVALS: 3 }, 'superseded'],
    ['writes nothing (dry run)', { REMEDIATION_DRY_RUN: true }, 'approved'],
  ] as const)('by a writer that %s', async (_what, settings, status) => {
    const forger = new Forger();
    const of = await approvedWell(forger);
    const writer = new SignedWorld(authority, {
      estate: forger.estate,
      settings: {
        ...settings,
        EMERGENCY_ACCESS_IDS: [
          ...('EMERGENCY_ACCESS_IDS' in settings ? settings.EMERGENCY_ACCESS_IDS : [breakGlass]),
        ],
      },
    });

    await writer.course.drain();

    expect(forger.estate.policyWriter.sent).toEqual([]);
    expect((await forger.kept(of)).remediation.state.status).toBe(status);
  });

  it('where others deliver it', async () => {
    const forger = new Forger({ settings: { REMEDIATION_DELIVERY: 'external' } });
    const of = await approvedWell(forger);

    await forger.world.course.drain();

    expect(forger.estate.policyWriter.sent).toEqual([]);
    expect((await forger.kept(of)).remediation.withheld).toMatchObject([{ why: 'external' }]);
  });

  it('while the tenant cannot be read, and its state stays', async () => {
    const forger = new Forger();
    const of = await approvedWell(forger);
    const { tenant, queues, policyWriter } = forger.estate;
    tenant.snapshot = { ...tenant.snapshot, unread: [{ kind: 'policies', why: 'not permitted' }] };

    await forger.world.course.drain();

    expect(policyWriter.sent).toEqual([]);
    expect((await forger.kept(of)).remediation.state.status).toBe('approved');
    expect(queues.poison.length).toBeGreaterThan(0);
  });
});

async function everythingOf(forger: Forger, of: string) {
  const { remediation, head } = await forger.kept(of);
  return structuredClone({
    remediation,
    head,
    journal: await forger.journal(of),
    policies: forger.estate.tenant.policies,
    sent: forger.estate.policyWriter.sent,
  });
}
