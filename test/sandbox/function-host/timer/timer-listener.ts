import { describeError, type HostLog } from '../log.ts';
import type { RpcTypedData } from '../worker/core-api.ts';
import type { HostedFunction, TimerTrigger } from '../worker/hosted-function.ts';
import type { Invoke } from '../worker/invocation.ts';
import { parseNcrontab, type Schedule } from './ncrontab.ts';
import { withRetries } from './retry-policy.ts';
import { type ScheduleMonitor, type ScheduleStatus, statusAtStart, storedForm } from './schedule-monitor.ts';

/** setTimeout holds 31 bits of milliseconds; longer waits are made in steps. */
const longestWaitMilliseconds = 24 * 24 * 60 * 60_000;

export type TimerListenerOptions = {
  readonly hosted: HostedFunction<TimerTrigger>;
  readonly invoke: Invoke;
  readonly monitor: ScheduleMonitor;
  readonly log: HostLog;
};

type RunKind = 'scheduled' | 'pastDue' | 'onStartup';

/** Runs one function by its schedule, one run at a time: a slot that passes meanwhile is made up for once. */
export class TimerListener {
  readonly #options: TimerListenerOptions;
  readonly #schedule: Schedule;
  readonly #isMonitored: boolean;
  readonly #stopped = new AbortController();
  #status: ScheduleStatus | undefined;
  #timeout: NodeJS.Timeout | undefined;

  constructor(options: TimerListenerOptions) {
    this.#options = options;
    this.#schedule = parseNcrontab(options.hosted.trigger.schedule);
    this.#isMonitored = options.hosted.trigger.useMonitor && !isFrequent(this.#schedule);
  }

  async start(): Promise<void> {
    const { hosted, monitor } = this.#options;
    const recorded = this.#isMonitored ? await monitor.read(hosted.name) : undefined;
    const { status, isPastDue } = statusAtStart(recorded, this.#schedule, new Date());
    await this.#record(status);
    if (isPastDue) this.#runIn(0, 'pastDue');
    else if (hosted.trigger.runOnStartup) this.#runIn(0, 'onStartup');
    else this.#runAt(status.next);
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timeout);
  }

  #runAt(time: Date): void {
    const wait = Math.max(time.getTime() - Date.now(), 0);
    if (wait <= longestWaitMilliseconds) this.#runIn(wait, 'scheduled');
    else this.#timeout = setTimeout(() => this.#runAt(time), longestWaitMilliseconds);
  }

  #runIn(milliseconds: number, kind: RunKind): void {
    if (this.#stopped.signal.aborted) return;
    this.#timeout = setTimeout(() => void this.#run(kind), milliseconds);
  }

  async #run(kind: RunKind): Promise<void> {
    const { hosted, log } = this.#options;
    const about = { functionName: hosted.name };
    const invokedAt = this.#timeOf(kind);
    try {
      await withRetries(hosted.retryPolicy, this.#stopped.signal, (retryContext) =>
        this.#options.invoke(hosted.name, {
          reason: `timer, ${kind}`,
          data: this.#timerInfo(kind),
          ...(retryContext ? { retryContext } : {}),
        }),
      );
    } catch (error) {
      // The failures themselves have been logged by the invocation; they never end the schedule.
      if (this.#stopped.signal.aborted) return;
      log('warning', 'timerRunFailed', `${messageOf(error)}; next run at its next time`, about);
    }
    await this.#scheduleAfter(invokedAt);
  }

  /** A timeout may fire a little early: the slot then counts, or it would come twice. */
  #timeOf(kind: RunKind): Date {
    const now = new Date();
    const slot = this.#status?.next;
    return kind === 'scheduled' && slot && slot > now ? slot : now;
  }

  async #scheduleAfter(invokedAt: Date): Promise<void> {
    const { hosted, log } = this.#options;
    const next = this.#schedule.nextAfter(invokedAt);
    try {
      await this.#record({ last: invokedAt, next, lastUpdated: invokedAt });
    } catch (error) {
      log('error', 'scheduleNotRecorded', describeError(error), { functionName: hosted.name });
    }
    if (!this.#stopped.signal.aborted) this.#runAt(next);
  }

  async #record(status: ScheduleStatus): Promise<void> {
    const { hosted, monitor } = this.#options;
    this.#status = status;
    if (this.#isMonitored) await monitor.write(hosted.name, status);
  }

  #timerInfo(kind: RunKind): RpcTypedData {
    return timerInfo(kind === 'pastDue', this.#isMonitored ? this.#status : undefined);
  }
}

/** The status of schedules with less than a minute between runs is never kept. */
function isFrequent(schedule: Schedule): boolean {
  const first = schedule.nextAfter(new Date());
  return schedule.nextAfter(first).getTime() - first.getTime() < 60_000;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a timer function gets; without a monitor there is no status. */
export function timerInfo(isPastDue: boolean, status: ScheduleStatus | undefined): RpcTypedData {
  return {
    json: JSON.stringify({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: status ? storedForm(status) : null,
      IsPastDue: isPastDue,
    }),
  };
}
