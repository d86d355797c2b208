import { TransientError } from '../../shared/core/errors.ts';
import type { MortalProcess } from './mortal-process.ts';
import type { PortCall } from './watched-ports.ts';
import type { World } from './world.ts';

/** What may befall a call: its process ends before or after its effect, or it fails and the process goes on. */
export const fates = ['dies before', 'dies after', 'fails before', 'fails after'] as const;
export type Fate = (typeof fates)[number];

/** Calls that read the same kind of thing in a row are one point: nothing differs between them. */
const repeatedReadings: ReadonlySet<string> = new Set(['uses', 'policyResults', 'load', 'evaluate']);

/** By their contract they never reject. */
const neverFail: ReadonlySet<string> = new Set(['telemetry']);

/** Every point of the course that a world runs through, in their order. */
export class CrashPoints {
  readonly points: PortCall[] = [];

  /** From now on the calls of that world are numbered; the one with that number meets its fate, once. */
  watch(world: World, number?: number, fate?: Fate): void {
    world.intercept = (process) => async (call, run) => {
      const isNew = this.#number(call);
      if (fate === undefined || !isNew || this.points.length - 1 !== number) return run();
      return suffer(process, call, run, fate);
    };
  }

  #number(call: PortCall): boolean {
    const last = this.points.at(-1);
    const isSame = last?.port === call.port && last.method === call.method;
    if (isSame && repeatedReadings.has(call.method)) return false;
    this.points.push(call);
    return true;
  }
}

async function suffer(
  process: MortalProcess,
  call: PortCall,
  run: () => Promise<unknown>,
  fate: Fate,
): Promise<unknown> {
  const answer = fate.endsWith('after') ? await run() : undefined;
  if (fate.startsWith('dies')) return process.die();
  if (neverFail.has(call.port)) return answer ?? run();
  throw lost(call);
}

function lost({ port, method }: PortCall): TransientError {
  return new TransientError(`No answer of ${port}.${method} came.`);
}
