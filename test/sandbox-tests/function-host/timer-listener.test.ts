import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryScheduleMonitor } from '../../sandbox/function-host/timer/schedule-monitor.ts';
import { TimerListener } from '../../sandbox/function-host/timer/timer-listener.ts';
import type { HostedFunction, TimerTrigger } from '../../sandbox/function-host/worker/hosted-function.ts';
import type { Invocation } from '../../sandbox/function-host/worker/invocation-request.ts';

const minute = 60_000;
const startedAt = new Date('2026-03-01T10:00:30Z');

type Run = { at: string; isPastDue: boolean; last: string | undefined; retryCount: number | undefined };
const runs: Run[] = [];
let listener: TimerListener | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt });
  runs.length = 0;
});

afterEach(() => {
  listener?.stop();
  vi.useRealTimers();
});

async function start(
  options: Partial<TimerTrigger> & Pick<HostedFunction, 'retryPolicy'> & { run?: () => Promise<void> },
  monitor = memoryScheduleMonitor(),
): Promise<TimerListener> {
  const { run = async () => undefined, retryPolicy, ...trigger } = options;
  listener = new TimerListener({
    hosted: {
      name: 'timer',
      trigger: {
        type: 'timerTrigger',
        schedule: '0 */5 * * * *',
        runOnStartup: false,
        useMonitor: true,
        ...trigger,
      },
      retryPolicy,
    },
    invoke: async (_name, invocation) => {
      runs.push(runOf(invocation));
      await run();
      return {};
    },
    monitor,
    log: () => undefined,
  });
  await listener.start();
  return listener;
}

function runOf({ data, retryContext }: Invocation): Run {
  const info = 'json' in data ? JSON.parse(data.json) : {};
  return {
    at: new Date().toISOString(),
    isPastDue: info.IsPastDue,
    last: info.ScheduleStatus?.Last,
    retryCount: retryContext?.retryCount,
  };
}

const times = () => runs.map(({ at }) => at.slice(11, 19));

test('a timer runs at each time of its schedule and learns when it ran last', async () => {
  await start({ retryPolicy: undefined });

  await vi.advanceTimersByTimeAsync(10 * minute);

  expect(times()).toEqual(['10:05:00', '10:10:00']);
  expect(runs.map(({ last }) => last)).toEqual(['0001-01-01T00:00:00', '2026-03-01T10:05:00.000Z']);
  expect(runs.every(({ isPastDue }) => !isPastDue)).toBe(true);
});

test('runs never overlap: times that pass during a long run are made up for once', async () => {
  await start({ retryPolicy: undefined, run: () => wait(12 * minute) });

  await vi.advanceTimersByTimeAsync(17 * minute);

  expect(times()).toEqual(['10:05:00', '10:17:00']);
});

test('a time missed while the host was down is run once at start, as past due', async () => {
  const monitor = memoryScheduleMonitor();
  const first = await start({ retryPolicy: undefined }, monitor);
  await vi.advanceTimersByTimeAsync(5 * minute);
  first.stop();
  await vi.advanceTimersByTimeAsync(30 * minute);
  runs.length = 0;

  await start({ retryPolicy: undefined }, monitor);
  await vi.advanceTimersByTimeAsync(5 * minute);

  expect(times()).toEqual(['10:35:30', '10:40:00']);
  expect(runs.map(({ isPastDue }) => isPastDue)).toEqual([true, false]);
});

test('a changed schedule does not count as past due', async () => {
  const monitor = memoryScheduleMonitor();
  const first = await start({ retryPolicy: undefined }, monitor);
  await vi.advanceTimersByTimeAsync(5 * minute);
  first.stop();
  await vi.advanceTimersByTimeAsync(30 * minute);
  runs.length = 0;

  await start({ retryPolicy: undefined, schedule: '0 0 * * * *' }, monitor);
  await vi.advanceTimersByTimeAsync(minute);

  expect(runs).toEqual([]);
});

test('runOnStartup runs at once, and then by the schedule', async () => {
  await start({ retryPolicy: undefined, runOnStartup: true });

  await vi.advanceTimersByTimeAsync(5 * minute);

  expect(times()).toEqual(['10:00:30', '10:05:00']);
});

test('without a monitor, or more often than once a minute, a timer has no status', async () => {
  await start({ retryPolicy: undefined, schedule: '*/30 * * * * *' });

  await vi.advanceTimersByTimeAsync(minute);

  expect(runs.map(({ last }) => last)).toEqual([undefined, undefined]);
});

test('a failing run is not tried again before its next time', async () => {
  await start({ retryPolicy: undefined, run: () => Promise.reject(new Error('on purpose')) });

  await vi.advanceTimersByTimeAsync(10 * minute);

  expect(times()).toEqual(['10:05:00', '10:10:00']);
});

test.each([
  [
    'fixed delay',
    { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: 10_000 },
    ['10:05:00', '10:05:10', '10:05:20'],
  ],
  [
    'exponential back-off',
    { strategy: 'exponentialBackoff', maxRetryCount: 3, minimumInterval: 10_000, maximumInterval: 30_000 },
    ['10:05:00', '10:05:10', '10:05:30', '10:06:00'],
  ],
] as const)('a retry policy repeats a failing run: %s', async (_case, retryPolicy, expected) => {
  await start({ retryPolicy, run: () => Promise.reject(new Error('on purpose')) });

  await vi.advanceTimersByTimeAsync(8 * minute);

  expect(times()).toEqual(expected);
  expect(runs.map(({ retryCount }) => retryCount)).toEqual([undefined, 1, 2, 3].slice(0, expected.length));
});

test('a schedule further away than a timeout can wait is still met', async () => {
  await start({ retryPolicy: undefined, schedule: '0 0 0 1 6 *' });

  await vi.advanceTimersByTimeAsync(92 * 24 * 60 * minute);

  expect(runs.map(({ at }) => at)).toEqual(['2026-06-01T00:00:00.000Z']);
});

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
