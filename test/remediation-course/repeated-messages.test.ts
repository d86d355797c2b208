import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { expectOneEffect, toldByKind } from './bar.ts';
import { Course, type Deliver } from './course.ts';
import { DeliverAllAgain, DeliverInOtherOrder, deliverTwice } from './deliveries.ts';
import { World } from './world.ts';

const isFull = env['GATEPROOF_FULL'] === '1';
/** The default run tries every eleventh pair. */
const step = isFull ? 1 : 11;

describe('A course', () => {
  it.each<{ readonly how: string; readonly deliver: Deliver }>([
    { how: 'twice in a row', deliver: deliverTwice },
    {
      how: 'again after each later one, the oldest first',
      deliver: new DeliverAllAgain('oldestFirst').deliver,
    },
    {
      how: 'again after each later one, the newest first',
      deliver: new DeliverAllAgain('newestFirst').deliver,
    },
  ])('has one effect where each message is delivered $how', { timeout: 120_000 }, async ({ deliver }) => {
    const told = await toldUndisturbed();
    const course = new Course(new World(), deliver);

    await course.run();
    await course.nextScan();

    await expectOneEffect(course.world.estate);
    expect(toldByKind(course.world.estate)).toEqual(told);
  });

  it('has one effect in whichever order two messages are delivered', { timeout: 900_000 }, async () => {
    const ids = await idsOfMessages();
    const pairs = ids.flatMap((first, at) => ids.slice(at + 1).map((second) => ({ first, second })));
    const tried = pairs.filter((_, index) => index % step === 0);

    const problems: string[] = [];
    for (const { first, second } of tried) problems.push(...(await problemsOf(first, second)));

    console.log(`${ids.length} messages, ${tried.length} of ${pairs.length} pairs tried in the other order`);
    expect(problems).toEqual([]);
    expect(ids.length).toBeGreaterThan(20);
  });
});

async function toldUndisturbed(): Promise<Readonly<Record<string, number>>> {
  const course = new Course(new World());
  await course.run();
  return toldByKind(course.world.estate);
}

async function idsOfMessages(): Promise<readonly string[]> {
  const inOrder = new DeliverInOtherOrder();
  await new Course(new World(), inOrder.deliver).run();
  return inOrder.ids;
}

async function problemsOf(held: string, until: string): Promise<string[]> {
  const course = new Course(new World(), new DeliverInOtherOrder(held, until).deliver);
  try {
    await course.run();
    await course.nextScan();
    await expectOneEffect(course.world.estate);
    return [];
  } catch (error) {
    return [`${held} after ${until}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
