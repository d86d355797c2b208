import type { QueuesConfiguration } from './configuration/host-configuration.ts';
import type { HostLog } from './log.ts';
import { QueueListener } from './queue/queue-listener.ts';
import { blobService, queueService } from './storage/connection.ts';
import {
  blobScheduleMonitor,
  memoryScheduleMonitor,
  type ScheduleMonitor,
} from './timer/schedule-monitor.ts';
import { TimerListener } from './timer/timer-listener.ts';
import { type HostedFunction, isQueue, isTimer } from './worker/hosted-function.ts';
import type { Invoke } from './worker/invocation.ts';

export type ListenerOptions = {
  readonly invoke: Invoke;
  readonly queues: QueuesConfiguration;
  readonly queueLeaseMilliseconds: number;
  readonly hostId: string;
  readonly settings: NodeJS.ProcessEnv;
  readonly log: HostLog;
};

/** All timers and queues of an app. */
export type Listeners = {
  start(): Promise<void>;
  /** Starts no more runs; resolves when the messages already fetched are settled. */
  stop(): Promise<void>;
};

/** Throws at once for a schedule that cannot be read or a connection that no setting names. */
export function createListeners(functions: readonly HostedFunction[], options: ListenerOptions): Listeners {
  const { invoke, settings, log } = options;
  const monitor = scheduleMonitor(options);
  const timers = functions
    .filter(isTimer)
    .map((hosted) => new TimerListener({ hosted, invoke, monitor, log }));
  const queues = functions.filter(isQueue).map(
    ({ name, trigger }) =>
      new QueueListener({
        functionName: name,
        service: queueService(trigger.connection, settings),
        queueName: trigger.queueName,
        queues: options.queues,
        leaseMilliseconds: options.queueLeaseMilliseconds,
        invoke,
        log,
      }),
  );
  return {
    start: async () => {
      for (const timer of timers) await timer.start();
      for (const queue of queues) queue.start();
    },
    stop: async () => {
      for (const timer of timers) timer.stop();
      await Promise.all(queues.map((queue) => queue.stop()));
    },
  };
}

/** The real host keeps timer status in its own storage; without such a setting it lasts as long as the process. */
function scheduleMonitor({ settings, hostId }: ListenerOptions): ScheduleMonitor {
  const blobs = blobService('AzureWebJobsStorage', settings);
  return blobs
    ? blobScheduleMonitor(blobs.getContainerClient('azure-webjobs-hosts'), hostId)
    : memoryScheduleMonitor();
}
