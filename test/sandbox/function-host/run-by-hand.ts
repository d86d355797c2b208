import { manualQueueInvocation } from './queue/message.ts';
import { timerInfo } from './timer/timer-listener.ts';
import { type HostedFunction, isHttp, isTimer } from './worker/hosted-function.ts';
import type { Invoke } from './worker/invocation.ts';

export type RunFunction = (name: string, input?: string) => Promise<void>;

/** Runs a function that HTTP cannot reach, outside its schedule or queue; the name's case does not matter. */
export function runByHand(functions: readonly HostedFunction[], invoke: Invoke): RunFunction {
  return async (name, input = '') => {
    const hosted = functions.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!hosted) throw new Error(`There is no enabled function ${name}.`);
    if (isHttp(hosted)) throw new Error(`The function ${name} is called over HTTP.`);
    const invocation = isTimer(hosted)
      ? { reason: 'run by hand', data: timerInfo(false, undefined) }
      : manualQueueInvocation(input);
    await invoke(hosted.name, invocation);
  };
}
