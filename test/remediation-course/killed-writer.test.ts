import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remediationIdSchema } from '../../shared/application/identifiers.ts';
import { verifyJournal } from '../../shared/application/remediation/verify-journal.ts';
import type { Proposal } from '../../shared/core/remediation/course/proposal.ts';
import type { RemediationStatus } from '../../shared/core/remediation/course/remediation.ts';
import { seed } from '../properties/runs.ts';
import { startWriterToKill, type WriterToKill } from './writer-to-kill.ts';

const isFull = env['GATEPROOF_FULL'] === '1';
/** Of each of the two stages. */
const wantedKills = isFull ? 10 : 1;
/** Of one remediation: after that it is left alone until it is done. */
const mostKills = 3;
/** Since the function began: about as long as a stage takes on this machine, once that was seen. */
let longestLifeMilliseconds = 3_000;
/** Longer than a creation may be on its way. */
const longAfterMilliseconds = 16 * 60_000;

const resources = new AsyncDisposableStack();
const random = xoroshiro128plus(seed);
let writer: WriterToKill;
beforeAll(async () => {
  writer = await startWriterToKill(resources);
}, 120_000);
afterAll(() => resources.disposeAsync());

describe(`A writer that is killed at random moments, seed ${seed}`, () => {
  it('creates one policy', { timeout: 600_000 }, async () => {
    for (let kills = 0; kills < wantedKills; ) {
      const proposal = await writer.approveCreation();

      kills += await killAgainAndAgain(proposal, 'appliedInReportOnly', wantedKills - kills);

      const events = ['written', 'appliedInReportOnly'];
      await expectOnePolicy(proposal, 'enabledForReportingButNotEnforced', events);
      deletePolicies(proposal);
    }
  });

  it('switches one policy on', { timeout: 600_000 }, async () => {
    for (let kills = 0; kills < wantedKills; ) {
      const proposal = await writer.approveEnforcement();

      kills += await killAgainAndAgain(proposal, 'enforced', wantedKills - kills);

      const events = ['appliedInReportOnly', 'enforcementApproved', 'enforced'];
      await expectOnePolicy(proposal, 'enabled', events);
      deletePolicies(proposal);
    }
  });
});

/** How often it was killed while it was at it; the last process is left alone until it is done. */
async function killAgainAndAgain(
  { remediationId: id }: Proposal,
  until: RemediationStatus,
  most: number,
): Promise<number> {
  const status = async () => (await writer.kept(id)).remediation.state.status;
  const lives: string[] = [];
  while (lives.length < Math.min(most, mostKills) && (await status()) !== until) {
    // As the next scan would: after five receptions the first message is given up.
    await writer.putMessage(id);
    const host = await writer.spawn();
    await host.begun;
    const life = uniformInt(random, 0, longestLifeMilliseconds);
    await sleep(life);
    await host.kill();
    const { writes, state } = (await writer.kept(id)).remediation;
    lives.push(`${life} ms (${[state.status, ...writes.map(({ progress }) => progress)].join(' ')})`);
  }
  console.log(`killed after ${lives.join(', ')}`);
  if (await wasKilledBeforeItCreated(id)) await writer.deliverLater(id, longAfterMilliseconds);
  await writer.putMessage(id);
  const host = await writer.spawn();
  await expect
    .poll(async () => (await writer.kept(id)).remediation.state, { timeout: 60_000, interval: 250 })
    .toMatchObject({ status: until });
  longestLifeMilliseconds = Math.max(500, Math.round(await host.ended));
  await host.kill();
  await writer.deliverLater(id, 0);
  return lives.length;
}

/** Whether it is still on its way nobody knows for a quarter of an hour. */
async function wasKilledBeforeItCreated(id: string): Promise<boolean> {
  const { proposal, writes } = (await writer.kept(id)).remediation;
  const isIntended = writes.some(({ progress, policyId }) => progress === 'intended' && policyId === null);
  return isIntended && policiesOf(proposal).length === 0;
}

async function expectOnePolicy(proposal: Proposal, state: string, events: readonly string[]): Promise<void> {
  const remediationId = remediationIdSchema.parse(proposal.remediationId);
  const { tenantId, store } = writer;
  expect(policiesOf(proposal).map((policy) => policy.state)).toEqual([state]);
  const [policy] = policiesOf(proposal);
  const additions = writer.tenant.audits.entries.filter(
    (audit) => audit.operation === 'Add' && audit.policy.id === policy?.id,
  );
  expect(additions).toHaveLength(1);

  const heads = await writer.heads(remediationId);
  const entries = await store.journal(tenantId, remediationId);
  const kept = await writer.kept(remediationId);
  expect(verifyJournal({ tenantId, remediationId, entries, heads, kept })).toEqual({
    problems: [],
    notYetAnchored: 0,
  });
  const kinds: readonly string[] = entries.map(({ event }) => event.kind);
  for (const kind of events) expect(kinds.filter((one) => one === kind)).toHaveLength(1);
}

function policiesOf({ plan }: Proposal) {
  const names = plan.policies.map(({ policy }) => policy.displayName);
  return writer.tenant.state.tenant.policies.filter(({ displayName }) => names.includes(displayName));
}

/** So that the next remediation creates it again. */
function deletePolicies(proposal: Proposal): void {
  const [anybody] = writer.tenant.api.personas;
  if (anybody === undefined) throw new Error('The company has no persona.');
  const administrator = writer.tenant.asAdministrator(anybody.user.id);
  for (const { id } of policiesOf(proposal)) administrator.deletePolicy(id);
}
