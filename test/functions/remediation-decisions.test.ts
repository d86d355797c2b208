import { describe, expect, it } from 'vitest';
import { remediationIdSchema, tenantIdSchema } from '../../shared/application/identifiers.ts';
import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import { minute } from '../application/examples.ts';
import { idTokenOf } from '../application/in-memory/in-memory-approval-verifier.ts';
import {
  type CallerName,
  type ChangedApproval,
  callers,
  openTenant,
  type RemediationsUnderTest,
  remediationsUnderTest,
  tenant,
  untilObserving,
} from './remediations-under-test.ts';

const pathOf = ({ proposal }: ShownRemediation) => `${tenant}/${proposal.remediationId}`;
const otherHash = `sha256:${'9'.repeat(64)}`;
const dee = { userId: '60000000-0000-4000-8000-000000000001', userPrincipalName: 'dee@example.com' };
const eve = { userId: '60000000-0000-4000-8000-000000000002', userPrincipalName: 'eve@example.com' };

/** Proposed by Ada, approved by Bo, in report-only and observed. */
async function observed(people = [dee, eve]) {
  const self = await remediationsUnderTest();
  const proposed = await self.propose();
  await self.approve('bo', proposed);
  await self.happen(proposed, untilObserving);
  self.at = minute(60 * 24 * 15);
  return { self, proposed, shown: await self.observe(proposed, people) };
}

describe('POST .../approve', () => {
  it('decides with the last approval that it takes, and tells the writer and people', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    self.at = minute(20);

    const answer = await self.approve('bo', shown);

    expect(answer.status).toBe(200);
    const by = { objectId: callers.bo.objectId, name: 'Bo' };
    expect(answer.json()).toMatchObject({
      state: {
        status: 'approved',
        at: minute(20),
        approvals: [{ by, reason: 'Agreed in CHG-1', signedHash: shown.planHash }],
      },
      decision: null,
    });
    expect(self.remediationQueue.messages).toHaveLength(2);
    expect(self.notificationQueue.notifications.at(-1)).toMatchObject({
      kind: 'remediationApproved',
      level: 'info',
    });
  });

  it('keeps the token and the key with the approval, for those only who may read evidence', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    const answer = await self.approve('bo', shown);

    const evidence = (await self.get('auditor', `${pathOf(shown)}/evidence`)).json();
    const journal = await self.get('reader', `${pathOf(shown)}/journal`);

    expect(evidence).toMatchObject({
      items: [
        { event: { kind: 'proposed' } },
        {
          event: {
            kind: 'applicationApproved',
            approval: { idToken: expect.stringContaining('signed.'), key: { kty: 'RSA' } },
          },
        },
      ],
    });
    expect(journal.json()).toMatchObject({
      items: [{}, { event: { approval: { reason: 'Agreed in CHG-1' } } }],
    });
    for (const { bytes } of [answer, journal, await self.get('reader', pathOf(shown))]) {
      expect(new TextDecoder().decode(bytes)).not.toMatch(/signed\.|idToken|"key":\{"kty/);
    }
    expect((await self.get('reader', `${pathOf(shown)}/evidence`)).status).toBe(403);
  });

  it('changes nothing when the same person sends it again, also when it was decided meanwhile', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    const first = await self.approve('bo', shown);
    self.at = minute(60);

    const second = await self.approve('bo', shown);

    expect([second.status, second.json()]).toEqual([200, first.json()]);
    expect((await self.get('auditor', `${pathOf(shown)}/evidence`)).json()).toMatchObject({
      items: [expect.anything(), expect.anything()],
    });
  });

  it('takes two people for what a pipeline asked for', async () => {
    const self = await remediationsUnderTest();
    await self.ask({ requestedBy: 'nightly' });
    const shown = await self.only();
    expect(shown.decision).toMatchObject({ needed: 2, given: 0 });

    const first = await self.approve('bo', shown);
    const again = await self.approve('bo', shown);
    const second = await self.approve('cy', shown);

    expect(first.json()).toMatchObject({ state: { status: 'proposed' }, decision: { needed: 2, given: 1 } });
    expect(again.json()).toEqual(first.json());
    expect(second.json()).toMatchObject({ state: { status: 'approved' } });
  });

  it('brings a plan with nothing to observe into force with its one decision', async () => {
    const self = await remediationsUnderTest({ readTenant: async () => excludedTenant });
    const shown = await self.propose();
    expect(shown.decision).toMatchObject({ kind: 'enforce', hash: shown.planHash });

    const answer = await self.approve('bo', shown);

    expect(answer.json()).toMatchObject({
      state: { status: 'enforcementApproved', enforcementHash: shown.planHash, enforcement: null },
    });
  });

  it('asks the browser for the authentication context that the settings name', async () => {
    const self = await remediationsUnderTest({ authenticationContext: 'c1' });
    const shown = await self.propose();
    expect(shown.decision?.authorization.claims).toBe(
      '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}',
    );

    const without = await self.approve('bo', shown);
    const satisfied = await self.approve('bo', shown, { token: { authenticationContexts: ['c1'] } });

    expect([without.status, satisfied.status]).toEqual([403, 200]);
  });
});

describe('An approval is refused, and nothing is kept of it', () => {
  it.each<[string, CallerName, ChangedApproval, number, string]>([
    ['of the one who asked', 'ada', {}, 403, 'another person'],
    ['of an application', 'pipeline', {}, 403, 'Only people'],
    ['of somebody without the role', 'reader', {}, 403, 'Remediation.Approve'],
    [
      'with the ID token of somebody else',
      'bo',
      { token: { objectId: callers.cy.objectId } },
      401,
      'somebody else',
    ],
    ['with an ID token of another tenant', 'bo', { token: { tenantId: tenant } }, 401, 'another tenant'],
    ['with an ID token that is not signed', 'bo', { body: { idToken: 'a.b.c' } }, 401, 'not signed'],
    [
      'with an ID token without the role',
      'bo',
      { token: { roles: ['Results.Read'] } },
      403,
      'Remediation.Approve',
    ],
    ['with the nonce of another plan', 'bo', { token: { nonce: otherHash } }, 409, 'nonce'],
    ['of another hash', 'bo', { body: { hash: otherHash } }, 409, 'nonce'],
    [
      'of another plan',
      'bo',
      { body: { hash: otherHash }, token: { nonce: otherHash } },
      409,
      'not what there is to decide on',
    ],
    ['signed before the proposal', 'bo', { token: { issuedAt: minute(8) } }, 409, 'older'],
    ['signed in the future', 'bo', { token: { issuedAt: minute(22) } }, 401, 'future'],
    ['without a reason', 'bo', { body: { reason: ' ' } }, 400, 'reason'],
    ['with a reason of several lines', 'bo', { body: { reason: 'a\nb' } }, 400, 'reason'],
    ['that acknowledges people', 'bo', { body: { acknowledged: [dee.userId] } }, 400, 'acknowledged'],
    ['with more than it takes', 'bo', { body: { force: true } }, 400, 'force'],
    [
      'with a token that is too long',
      'bo',
      { body: { idToken: `a.b.${'c'.repeat(20_000)}` } },
      400,
      'idToken',
    ],
  ])('%s', async (_what, by, changed, status, detail) => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    const { head } = await self.kept(shown);
    const messages = self.remediationQueue.messages.length;
    self.at = minute(20);

    const answer = await self.approve(by, shown, changed);

    expect([answer.status, answer.json()]).toMatchObject([
      status,
      { detail: expect.stringContaining(detail) },
    ]);
    expect((await self.kept(shown)).head).toEqual(head);
    expect(self.remediationQueue.messages).toHaveLength(messages);
  });

  it('more than ten minutes after the sign-in', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    self.at = minute(40);

    const answer = await self.approve('bo', shown, { token: { issuedAt: minute(28) } });

    expect([answer.status, answer.json()]).toMatchObject([
      401,
      { detail: expect.stringContaining('10 minutes') },
    ]);
  });

  it('when its time has passed', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    self.at = shown.proposal.expiresAt;

    const answer = await self.approve('bo', shown);

    expect([answer.status, answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('passed') },
    ]);
    expect((await self.get('reader', pathOf(shown))).json()).toMatchObject({ decision: null });
  });

  it('when it was rejected, whatever is signed', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    await self.post('cy', `${pathOf(shown)}/reject`, { reason: 'Not this week' });

    const answer = await self.approve('bo', shown);

    expect([answer.status, answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('rejected') },
    ]);
  });

  it('where somebody else decided at the same moment: one of two counts', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();

    const answers = await Promise.all([
      self.approve('bo', shown),
      self.post('cy', `${pathOf(shown)}/reject`, { reason: 'Not this week' }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('The approval of an enforcement', () => {
  it('names each person who is stopped, and is signed over what they are', async () => {
    const { self, shown, proposed } = await observed();
    expect(shown.decision).toMatchObject({ kind: 'enforce', acknowledges: [dee, eve], until: null });
    expect(shown.decision?.hash).not.toBe(proposed.planHash);

    const answer = await self.approve('cy', shown);

    expect(answer.json()).toMatchObject({
      state: {
        status: 'enforcementApproved',
        enforcementHash: shown.decision?.hash,
        acknowledged: [dee.userId, eve.userId],
      },
    });
  });

  it.each<[string, ChangedApproval, number, string]>([
    ['that overlooks somebody', { body: { acknowledged: [dee.userId] } }, 400, 'eve@example.com'],
    ['that names nobody', { body: { acknowledged: undefined } }, 400, 'dee@example.com and eve@example.com'],
    [
      'that names one more',
      { body: { acknowledged: [dee.userId, eve.userId, callers.bo.objectId] } },
      400,
      'read it again',
    ],
    ['that was signed before the observation began', { token: { issuedAt: minute(5) } }, 409, 'older'],
  ])('is refused where it is one %s', async (_what, changed, status, detail) => {
    const { self, shown } = await observed();

    const answer = await self.approve('cy', shown, changed);

    expect([answer.status, answer.json()]).toMatchObject([
      status,
      { detail: expect.stringContaining(detail) },
    ]);
    expect((await self.get('reader', pathOf(shown))).json()).toMatchObject({
      state: { status: 'observing' },
    });
  });

  it('is not given by the approval of the plan', async () => {
    const { self, proposed, shown } = await observed();

    const answer = await self.approve('cy', proposed, {
      body: { acknowledged: [dee.userId, eve.userId] },
    });

    expect(answer.status).toBe(409);
    expect((await self.get('reader', pathOf(shown))).json()).toMatchObject({
      state: { status: 'observing' },
    });
  });

  it('is refused while the gate is closed, which says why', async () => {
    const { self, proposed, shown } = await observed();
    const reasons = ['There is data of 3 of 14 days: wait for 11 more.'] as const;
    self.at = minute(60 * 24 * 16);
    const closed = await self.observe(proposed, [], { gate: { open: false, daysWithData: 3, reasons } });
    expect(closed.decision).toBeNull();

    const answer = await self.approve('cy', shown);

    expect([answer.status, answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining(reasons[0]) },
    ]);
  });

  it('rests on a measurement that is as old as results may be, at most', async () => {
    const { self, shown } = await observed();
    self.at = minute(60 * 24 * 15 + 26 * 60);
    const yetYoung = (await self.get('reader', pathOf(shown))).json();
    self.at = minute(60 * 24 * 15 + 26 * 60 + 1);

    const old = (await self.get('reader', pathOf(shown))).json();
    const answer = await self.approve('cy', shown);

    expect(yetYoung).toMatchObject({ decision: { hash: shown.decision?.hash }, nothingToDecide: null });
    const why = expect.stringContaining('more than 26 hours ago: have the tenant scanned first');
    expect(old).toMatchObject({ state: { status: 'observing' }, decision: null, nothingToDecide: why });
    expect([answer.status, answer.json()]).toMatchObject([409, { detail: why }]);
  });

  it('is of other people no more, once other people are stopped', async () => {
    const { self, proposed, shown } = await observed([dee]);
    await self.observe(proposed, [dee, eve], { measuredAt: minute(60 * 24 * 15 + 1) });

    const answer = await self.approve('cy', shown);

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({
      detail: expect.stringContaining('not what there is to decide on'),
    });
  });

  it('voids those before it that were of other people', async () => {
    const self = await remediationsUnderTest();
    await self.ask({ requestedBy: 'nightly' });
    const proposed = await self.only();
    await self.approve('bo', proposed);
    await self.approve('cy', proposed);
    await self.happen(proposed, untilObserving);
    self.at = minute(60 * 24 * 15);
    await self.approve('bo', await self.observe(proposed, [dee]));
    const changed = await self.observe(proposed, [dee, eve], { measuredAt: minute(60 * 24 * 15 + 1) });
    expect(changed.decision).toMatchObject({ needed: 2, given: 0 });

    const first = await self.approve('cy', changed);
    const second = await self.approve('ada', changed);

    expect(first.json()).toMatchObject({ state: { status: 'observing' }, decision: { given: 1 } });
    expect(second.json()).toMatchObject({ state: { status: 'enforcementApproved' } });
  });

  it('comes after the voiding of those before it, by the clock that the writer goes by', async () => {
    let ticks = 0;
    const time = { at: minute(10) };
    const clock = () => new Date(Date.parse(time.at) + ticks++);
    const self = await remediationsUnderTest({ clock });
    await self.ask({ requestedBy: 'nightly' });
    const proposed = await self.only();
    await self.approve('bo', proposed);
    await self.approve('cy', proposed);
    await self.happen(proposed, untilObserving);
    time.at = self.at = minute(60 * 24 * 15);
    await self.approve('bo', await self.observe(proposed, [dee]));

    await self.approve('cy', await self.observe(proposed, [dee, eve]));

    const { remediationId } = proposed.proposal;
    const journal = await self.remediationStore.journal(
      tenantIdSchema.parse(tenant),
      remediationIdSchema.parse(remediationId),
    );
    const [voided, given] = journal.slice(-2);
    expect(voided?.event.kind).toBe('approvalsVoided');
    expect(given?.event).toMatchObject({ kind: 'approvalGiven' });
    const at = given !== undefined && 'approval' in given.event ? given.event.approval.at : '';
    expect(at > (voided?.at ?? '')).toBe(true);
  });

  it('is not given twice by one token, also after it was voided', async () => {
    const { self, shown } = await observed();
    const idToken = idTokenOf({
      objectId: callers.cy.objectId,
      nonce: shown.decision?.hash ?? '',
      issuedAt: self.at,
    });
    await self.approve('cy', shown, { body: { idToken } });
    await self.happen(shown, [{ kind: 'approvalsVoided', why: 'The time for it has passed.' }]);

    const answer = await self.approve('cy', shown, { body: { idToken } });

    expect([answer.status, answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('already') },
    ]);
  });
});

describe('The end of a remediation', () => {
  it('is a rejection by an approver, and there is no way back', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    const reject = () => self.post('cy', `${pathOf(shown)}/reject`, { reason: 'Not this week' });

    const [first, second] = [await reject(), await reject()];

    expect(first.json()).toMatchObject({ state: { status: 'rejected', reasons: ['Not this week'] } });
    expect([second.status, second.json()]).toEqual([200, first.json()]);
    expect((await self.post('bo', `${pathOf(shown)}/reject`, { reason: 'No' })).status).toBe(409);
    expect(self.notificationQueue.notifications.at(-1)).toMatchObject({ kind: 'remediationEnded' });
  });

  it('has the writer look at it also where whoever rejected it died right after', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();
    const { delays } = self.remediationQueue;
    const before = delays.length;

    await self.post('cy', `${pathOf(shown)}/reject`, { reason: 'Not this week' });

    // The first was put before the end was recorded, and is delivered after that.
    expect(delays.slice(before)).toEqual([60, 0]);
  });

  it('is a withdrawal by the one who asked, and by nobody else', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();

    expect((await self.post('bo', `${pathOf(shown)}/withdraw`, { reason: 'No' })).status).toBe(403);
    const answer = await self.post('ada', `${pathOf(shown)}/withdraw`, { reason: 'A typing error' });

    expect(answer.json()).toMatchObject({ state: { status: 'rejected' }, decision: null });
  });

  it('comes while it is observed as well', async () => {
    const { self, shown } = await observed();

    const answer = await self.post('bo', `${pathOf(shown)}/reject`, { reason: 'Too many people' });

    expect(answer.json()).toMatchObject({ state: { status: 'rejected' } });
  });

  it('says which of its policies are in force already', async () => {
    const { self, shown } = await observed();
    await self.approve('cy', shown);
    const write = { change: 0, stage: 'enforced', policyId: shown.writes[0]?.policyId ?? null } as const;
    await self.happen(shown, [
      { kind: 'writeIntended', write: { ...write, saved: {} } },
      { kind: 'written', write: { ...write, policyId: String(write.policyId) } },
    ]);

    const answer = await self.post('bo', `${pathOf(shown)}/reject`, { reason: 'Not this week' });

    const name = shown.proposal.plan.policies[0]?.policy.displayName;
    const reason = `Not this week. What was written before stays: "${name}". In force already: "${name}".`;
    expect(answer.json()).toMatchObject({ state: { status: 'rejected', reasons: [reason] } });
    expect((await self.get('reader', `${pathOf(shown)}/journal`)).json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ event: expect.objectContaining({ kind: 'rejected', reason }) }),
      ]),
    });
    expect(self.notificationQueue.notifications.at(-1)).toMatchObject({
      kind: 'remediationEnded',
      text: reason,
    });
  });

  it('waits while a policy is being written', async () => {
    const self: RemediationsUnderTest = await remediationsUnderTest();
    const shown = await self.propose();
    await self.approve('bo', shown);
    await self.happen(shown, untilObserving.slice(0, 1));

    expect((await self.post('cy', `${pathOf(shown)}/reject`, { reason: 'No' })).status).toBe(409);
  });
});

/** A policy in force leaves out somebody without an exception: nothing comes into force that was not before. */
const excludedTenant = {
  ...openTenant,
  policies: [
    {
      id: '50000000-0000-4000-8000-000000000009',
      displayName: 'Block device code flow',
      state: 'enabled',
      conditions: {
        users: {
          includeUsers: ['All'],
          excludeUsers: [openTenant.users[0]?.id, openTenant.users[1]?.id],
        },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  ],
};
