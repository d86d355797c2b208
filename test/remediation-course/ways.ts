import { expect } from 'vitest';
import { remediationIdSchema } from '../../shared/application/identifiers.ts';
import type { RemediationStatus } from '../../shared/core/remediation/course/remediation.ts';
import { withMember } from '../../shared/core/remediation/wire-members.ts';
import { graphPolicy } from '../core/example-tenant.ts';
import { expectOneEffect, expectWholeJournals, policiesWithMark } from './bar.ts';
import { ann, breakGlass, mark, tenantId } from './company.ts';
import type { Course } from './course.ts';
import type { Estate } from './estate.ts';
import type { World } from './world.ts';

const hourMilliseconds = 3_600_000;

/** A way that remediations take besides the one from the proposal to its verification. */
export interface Way {
  readonly name: string;
  /** How far it goes undisturbed. */
  before(course: Course): Promise<void>;
  /** Whose calls go wrong one by one. */
  run(course: Course): Promise<void>;
  /** Throws where something else came of it than it ought to. */
  expectOutcome(estate: Estate): Promise<void>;
}

interface End {
  /** Of the remediations, in the order of their proposals, and of the policies with our mark. */
  readonly statuses: readonly RemediationStatus[];
  readonly policies: readonly string[];
  /** The requests that had an effect. */
  readonly sent: readonly string[];
}

async function proposed(course: Course): Promise<string> {
  await course.scan();
  return course.propose('ada');
}

async function remediationAt({ estate }: World, at: number): Promise<string> {
  const { items } = await estate.remediationStore.list(tenantId, {}, { size: 100 });
  return remediationIdSchema.parse(items.toReversed()[at]?.remediationId);
}

/** Somebody else makes a policy with our mark. */
export function createForeignPolicy({ tenant }: Estate): void {
  const foreign = graphPolicy({
    id: 'd0000000-0000-4000-8000-000000000001',
    displayName: `Mine ${mark}`,
    state: 'disabled',
  });
  tenant.policies = [...tenant.policies, foreign];
}

/** Somebody else leaves Ann out of what is in force. */
function weakenPolicy({ tenant, clock }: Estate): void {
  const [ours = {}] = policiesWithMark({ tenant });
  const weakened = withMember(ours, 'conditions.users.excludeUsers', [breakGlass, ann]);
  tenant.replace(String(ours['id']), { ...weakened, modifiedDateTime: clock().toISOString() });
}

/** From now on the tenant keeps of what is created no condition on flows. */
function loseFlowsOfCreations({ policyWriter, tenant }: Estate): void {
  const create = policyWriter.create.bind(policyWriter);
  policyWriter.create = async (...asked) => {
    const created = await create(...asked);
    const kept = withMember(created, 'conditions.authenticationFlows', null);
    tenant.replace(String(created['id']), kept);
    return kept;
  };
}

const enforcedOnce = ['POST enabledForReportingButNotEnforced', 'PATCH enabled'];

export const ways: readonly Way[] = [
  {
    name: 'verified',
    before: async () => {},
    run: (course) => course.run(),
    expectOutcome: async (estate) => {
      await expectOneEffect(estate);
    },
  },
  {
    name: 'superseded by a scan',
    async before(course) {
      await proposed(course);
      createForeignPolicy(course.world.estate);
      await course.later(hourMilliseconds);
    },
    run: (course) => course.scan(),
    expectOutcome: expecting({ statuses: ['superseded'], policies: ['disabled'], sent: [] }),
  },
  {
    name: 'expired',
    async before(course) {
      await proposed(course);
      await course.later(73 * hourMilliseconds);
    },
    run: (course) => course.scan(),
    expectOutcome: expecting({ statuses: ['expired'], policies: [], sent: [] }),
  },
  {
    name: 'rejected',
    async before(course) {
      await proposed(course);
    },
    async run(course) {
      const id = await remediationAt(course.world, 0);
      await course.insist('cy', `${tenantId}/${id}/reject`, { reason: 'Not now' });
      await course.drain();
    },
    expectOutcome: expecting({ statuses: ['rejected'], policies: [], sent: [] }),
  },
  {
    name: 'superseded by the writer',
    async before(course) {
      await proposed(course);
      createForeignPolicy(course.world.estate);
    },
    run: async (course) => course.approve(await remediationAt(course.world, 0)),
    expectOutcome: expecting({ statuses: ['superseded'], policies: ['disabled'], sent: [] }),
  },
  {
    name: 'with a policy that is off, as the tenant shows something else than was sent',
    async before(course) {
      await proposed(course);
      loseFlowsOfCreations(course.world.estate);
    },
    run: async (course) => course.approve(await remediationAt(course.world, 0)),
    expectOutcome: expecting({
      statuses: ['rolledBack'],
      policies: ['disabled'],
      sent: ['POST enabledForReportingButNotEnforced', 'PATCH disabled'],
    }),
  },
  {
    name: 'restored after somebody weakened the policy',
    async before(course) {
      await course.run();
      weakenPolicy(course.world.estate);
      await course.later(hourMilliseconds);
    },
    async run(course) {
      await course.scan();
      for (let scans = 0; scans < 3 && proposalsTold(course.world) < 2; scans += 1) await course.nextScan();
      const id = await remediationAt(course.world, 1);
      await course.approve(id);
      await course.reach(id, 'enforced', 'verified');
      await course.nextScan();
      await course.reach(id, 'verified');
    },
    expectOutcome: expecting({
      statuses: ['verified', 'verified'],
      policies: ['enabled'],
      sent: [...enforcedOnce, 'PATCH undefined'],
    }),
  },
  {
    name: 'rolled back by a plan of its own',
    before: (course) => course.run(),
    async run(course) {
      const first = await remediationAt(course.world, 0);
      const id = await course.propose('ada', { rollBack: first });
      await course.approve(id);
      await course.reach(id, 'enforced', 'verified');
      await course.nextScan();
      await course.reach(id, 'verified');
    },
    expectOutcome: expecting({
      statuses: ['rolledBack', 'verified'],
      policies: ['disabled'],
      sent: [...enforcedOnce, 'PATCH disabled'],
    }),
  },
];

/** People decide on what they were asked about. */
function proposalsTold({ estate }: World): number {
  return [...estate.told.values()].filter((kind) => kind === 'remediationProposed').length;
}

/** What became of it, and that every journal is whole. */
function expecting(end: End): Way['expectOutcome'] {
  return async (estate) => {
    const { items } = await estate.remediationStore.list(tenantId, {}, { size: 100 });
    const ours = policiesWithMark(estate);
    expect({
      statuses: items.toReversed().map(({ status }) => status),
      policies: ours.map(({ state }) => state),
      sent: estate.policyWriter.sent.map(({ method, body }) => `${method} ${String(body['state'])}`),
    }).toEqual(end);
    await expectWholeJournals(estate);
  };
}
