import { describe, expect, it } from 'vitest';
import {
  type DraftProposal,
  type KeepProposalDependencies,
  keepProposal,
} from '../../../shared/application/remediation/keep-proposal.ts';
import { ConflictError } from '../../../shared/core/errors.ts';
import type { Requester } from '../../../shared/core/remediation/course/proposal.ts';
import { ada, bo } from '../../core/exceptions/register-examples.ts';
import { minute, tenantId } from '../examples.ts';
import { InMemoryRemediationQueue } from '../in-memory/in-memory-remediation-queue.ts';
import { InMemoryRemediationStore } from '../in-memory/in-memory-remediation-store.ts';
import { RecordingNotificationQueue } from '../in-memory/recording-notification-queue.ts';
import { RecordingTelemetry } from '../in-memory/recording-telemetry.ts';
import { exampleProposal } from './remediation-examples.ts';

const byAda: Requester = { kind: 'person', ...ada };
const byBo: Requester = { kind: 'person', ...bo };

function draft(parts: Partial<DraftProposal> = {}): DraftProposal {
  const {
    version: _,
    remediationId: __,
    rules: ___,
    proposedAt: ____,
    expiresAt: _____,
    ...given
  } = exampleProposal(1);
  return { ...given, ...parts };
}

function keeping() {
  const remediationStore = new InMemoryRemediationStore();
  const remediationQueue = new InMemoryRemediationQueue();
  const time = { minutes: 0 };
  const dependencies: KeepProposalDependencies = {
    tenantIds: [tenantId(1)],
    remediationStore,
    remediationQueue,
    notificationQueue: new RecordingNotificationQueue(),
    telemetry: new RecordingTelemetry(),
    clock: () => new Date(minute(time.minutes)),
    rules: { approvals: 1, observationDays: 14, approvalHours: 72, delivery: 'direct' },
  };
  return { dependencies, remediationStore, remediationQueue, time };
}

describe('One proposal', () => {
  it('is kept once where it is sent twice at the same moment', async () => {
    const { dependencies, remediationStore } = keeping();

    const [one, other] = await Promise.all([
      keepProposal(dependencies, draft()),
      keepProposal(dependencies, draft()),
    ]);

    expect(one.kept.remediation).toEqual(other.kept.remediation);
    expect(await remediationStore.standing(tenantId(1))).toHaveLength(1);
  });

  it('is another one of another person, of another plan, and on other things', async () => {
    const ids = new Set<string>();
    const member = {
      kind: 'groupMembers',
      id: 'g',
      displayName: 'Rooms',
      fingerprint: 'f',
      summary: '1 member',
    } as const;
    const variants: Partial<DraftProposal>[] = [
      {},
      { requestedBy: byBo },
      { requestedBy: { kind: 'pipeline', name: ada.objectId } },
      { restsOn: [member] },
      { plan: { ...draft().plan, control: 'mfa-for-all-users' } },
    ];
    for (const parts of variants) {
      const { kept } = await keepProposal(keeping().dependencies, draft(parts));
      ids.add(kept.remediation.proposal.remediationId);
    }

    expect(ids.size).toBe(variants.length);
  });

  it('is the same one after another scan that read the same', async () => {
    const { dependencies, time } = keeping();
    const first = await keepProposal(dependencies, draft());
    time.minutes = 30;
    const { scannedAt: _, ...basis } = draft().basis;

    const second = await keepProposal(dependencies, draft({ basis: { ...basis, scannedAt: minute(20) } }));

    expect(second).toMatchObject({ isNew: false, kept: first.kept });
  });

  it('that was told of to nobody, as its sender died, is told of when it is sent again', async () => {
    const { dependencies, remediationQueue } = keeping();
    const dying = {
      ...dependencies,
      remediationQueue: { put: () => Promise.reject(new Error('The queue is gone.')) },
    };
    await expect(keepProposal(dying, draft())).rejects.toThrow('The queue is gone.');

    const { isNew } = await keepProposal(dependencies, draft());

    expect(isNew).toBe(false);
    expect(remediationQueue.messages).toHaveLength(1);
  });
});

describe('Two proposals', () => {
  const onSamePolicy = (control: string): DraftProposal['plan'] => {
    const { plan } = draft();
    const [change] = plan.policies;
    if (change === undefined) throw new Error('The example changes a policy.');
    const policy = { id: 'P-1', displayName: 'Block' };
    return { ...plan, control, policies: [{ ...change, policy }] };
  };

  it('of one control do not stand at once, also where they were kept at the same moment', async () => {
    const { dependencies, remediationStore } = keeping();

    const results = await Promise.allSettled([
      keepProposal(dependencies, draft({ requestedBy: byAda })),
      keepProposal(dependencies, draft({ requestedBy: byBo })),
    ]);

    const standing = await remediationStore.standing(tenantId(1));
    const kept = results.filter(({ status }) => status === 'fulfilled');
    expect(standing.length).toBeLessThanOrEqual(1);
    expect(kept).toHaveLength(standing.length);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
    }
  });

  it('that change one policy do not stand at once, whatever they are for', async () => {
    const { dependencies } = keeping();
    await keepProposal(dependencies, draft({ plan: onSamePolicy('device-code-flow-blocked') }));

    const second = keepProposal(dependencies, draft({ plan: onSamePolicy('mfa-for-all-users') }));

    await expect(second).rejects.toThrow('changes a policy that this one changes');
  });

  it('for other controls that create policies stand beside each other', async () => {
    const { dependencies, remediationStore } = keeping();
    await keepProposal(dependencies, draft());

    await keepProposal(dependencies, draft({ plan: { ...draft().plan, control: 'mfa-for-all-users' } }));

    expect(await remediationStore.standing(tenantId(1))).toHaveLength(2);
  });

  it('stand beside each other where one takes the other back', async () => {
    const { dependencies, remediationStore } = keeping();
    const { kept } = await keepProposal(dependencies, draft());
    const { remediationId } = kept.remediation.proposal;

    await keepProposal(dependencies, draft({ purpose: { kind: 'rollBack', remediationId } }));

    expect(await remediationStore.standing(tenantId(1))).toHaveLength(2);
  });
});

it.each<[Requester, number]>([
  [byAda, 1],
  [{ kind: 'pipeline', name: 'nightly' }, 2],
  [{ kind: 'scan', scanId: 'scan' }, 2],
])('What %o asks for takes the approval of %i', async (requestedBy, approvals) => {
  const { kept } = await keepProposal(keeping().dependencies, draft({ requestedBy }));

  expect(kept.remediation.proposal.rules.approvals).toBe(approvals);
});
