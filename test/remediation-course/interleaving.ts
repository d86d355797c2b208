import type { Scheduler } from 'fast-check';
import type { Answer } from '../functions/answers.ts';
import type { Deliver, Send } from './course.ts';
import type { Ending } from './mortal-process.ts';
import type { Message } from './queues.ts';
import type { World } from './world.ts';

/**
 * Two instances at once: every message that is visible is delivered to both, and which of all running invocations goes on
 * at each call of a port is for the scheduler to say.
 */
export function deliverToTwoInstances(scheduler: Scheduler): Deliver {
  return async (world, message) => {
    const { queues, clock } = world.estate;
    const messages = [message, ...othersVisible(world)];
    const both = messages.flatMap((one) => [one, one]);
    const endings = await interleaved(world, scheduler, () => Promise.all(both.map((one) => world.run(one))));
    // The second to receive a message has the newer receipt: what becomes of it is for that one to say.
    for (const [at, one] of messages.entries()) queues.settle(one, endings[2 * at + 1] ?? lost, clock());
  };
}

/** Each request is sent twice at once; the answer is the one that was accepted, if any was. */
export function sendTwiceAtOnce(scheduler: Scheduler, world: World): Send {
  return async (ask) => {
    const [first, second] = await interleaved(world, scheduler, () => Promise.all([ask(), ask()]));
    return isAccepted(first) ? first : second;
  };
}

const lost = { kind: 'died' } as const;

function othersVisible({ estate: { queues, clock } }: World): readonly Message[] {
  const others: Message[] = [];
  for (;;) {
    const other = others.length < 2 ? queues.receive(clock().getTime()) : undefined;
    if (other === undefined) return others;
    others.push(other);
  }
}

export async function interleaved<Value>(
  world: World,
  scheduler: Scheduler,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = world.intercept;
  world.intercept =
    () =>
    async ({ port, method }, run) => {
      await scheduler.schedule(Promise.resolve(), `${port}.${method}`);
      return run();
    };
  try {
    return await scheduler.waitFor(work());
  } finally {
    world.intercept = before;
  }
}

function isAccepted(ending: Ending<Answer>): boolean {
  return ending.kind === 'done' && ending.value.status < 300;
}
