import type { Scheduler } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../properties/runs.ts';
import { fc } from '../seeded-fast-check.ts';
import { expectOneEffect, expectWholeJournals } from './bar.ts';
import { tenantId } from './company.ts';
import { Course } from './course.ts';
import { deliverToTwoInstances, interleaved, sendTwiceAtOnce } from './interleaving.ts';
import { World } from './world.ts';

const parameters = runs(25, 1_000);

describe('Two instances at once', () => {
  it(`have one effect, whichever goes on at each call of a port: ${parameters.numRuns} orders, seed ${parameters.seed}`, {
    timeout: 1_800_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = new World();
        const course = new Course(world, deliverToTwoInstances(scheduler), sendTwiceAtOnce(scheduler, world));

        await course.run();
        await course.nextScan();

        await expectOneEffect(world.estate);
      }),
      { ...parameters, endOnFailure: true },
    );
  });

  it(`take the approvals of two people at once for two: ${parameters.numRuns} orders, seed ${parameters.seed}`, {
    timeout: 1_800_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const course = new Course(new World(), deliverToTwoInstances(scheduler));
        await course.scan();
        const id = await course.propose('ada');

        await approveAtOnce(course, id, scheduler);

        const { state } = await course.shown(id);
        expect(state.approvals?.map(({ by }) => by.name).toSorted()).toEqual(['Bo', 'Cy']);
        await course.drain();
        await expectWholeJournals(course.world.estate);
      }),
      { ...parameters, endOnFailure: true },
    );
  });
});

/** Whoever is told that something else happened meanwhile signs in and decides again. */
async function approveAtOnce(course: Course, id: string, scheduler: Scheduler): Promise<void> {
  const { world } = course;
  const { decision } = await course.shown(id);
  if (decision === null) throw new Error('There is nothing to decide on.');
  const approve = (by: 'bo' | 'cy') =>
    world.ask(by, `${tenantId}/${id}/approve`, course.approvalBy(by, decision));
  const endings = await interleaved(world, scheduler, () => Promise.all([approve('bo'), approve('cy')]));
  const statuses = endings.map((ending) => (ending.kind === 'done' ? ending.value.status : ending.kind));
  expect(statuses).toContain(200);
  expect([200, 409]).toEqual(expect.arrayContaining(statuses));
  if (statuses[0] !== 200) await approve('bo');
  if (statuses[1] !== 200) await approve('cy');
}
