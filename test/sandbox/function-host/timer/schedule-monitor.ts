import { type ContainerClient, RestError } from '@azure/storage-blob';
import { z } from 'zod';
import type { Schedule } from './ncrontab.ts';

/** When a timer ran last, and when it should run next; `last` is null before the first run. */
export type ScheduleStatus = { readonly last: Date | null; readonly next: Date; readonly lastUpdated: Date };

/** Keeps the status of timers over restarts, so that a missed run is noticed. */
export type ScheduleMonitor = {
  read(functionName: string): Promise<ScheduleStatus | undefined>;
  write(functionName: string, status: ScheduleStatus): Promise<void>;
};

export function memoryScheduleMonitor(): ScheduleMonitor {
  const statuses = new Map<string, ScheduleStatus>();
  return {
    read: async (functionName) => statuses.get(functionName),
    write: async (functionName, status) => {
      statuses.set(functionName, status);
    },
  };
}

/** .NET's smallest date stands for "never" in the stored form. */
const never = '0001-01-01T00:00:00';
const statusSchema = z.object({
  Last: z.string().transform((text) => (text.startsWith(never) ? null : new Date(text))),
  Next: z.coerce.date(),
  LastUpdated: z.coerce.date(),
});

/** The same blobs as the real host: `timers/HOST/FUNCTION/status` in the container given. */
export function blobScheduleMonitor(container: ContainerClient, hostId: string): ScheduleMonitor {
  const blobOf = (functionName: string) =>
    container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${functionName}/status`);
  return {
    read: async (functionName) => {
      const content = await blobOf(functionName)
        .downloadToBuffer()
        .catch((error: unknown) => {
          if (error instanceof RestError && error.statusCode === 404) return undefined;
          throw error;
        });
      if (!content) return undefined;
      const { Last, Next, LastUpdated } = statusSchema.parse(JSON.parse(content.toString('utf8')));
      return { last: Last, next: Next, lastUpdated: LastUpdated };
    },
    write: async (functionName, status) => {
      await container.createIfNotExists();
      const content = Buffer.from(JSON.stringify(storedForm(status)));
      await blobOf(functionName).uploadData(content);
    },
  };
}

/** As it is stored, and as a function gets it. */
export function storedForm({ last, next, lastUpdated }: ScheduleStatus): Record<string, string> {
  return {
    Last: last?.toISOString() ?? never,
    Next: next.toISOString(),
    LastUpdated: lastUpdated.toISOString(),
  };
}

/**
 * The status that a timer starts with, and whether it is past due. A changed schedule starts anew, so that it
 * does not at once count as past due.
 */
export function statusAtStart(
  recorded: ScheduleStatus | undefined,
  schedule: Schedule,
  now: Date,
): { status: ScheduleStatus; isPastDue: boolean } {
  if (recorded) {
    const expected = schedule.nextAfter(recorded.last ?? recorded.lastUpdated);
    if (expected.getTime() === recorded.next.getTime()) {
      return { status: recorded, isPastDue: now > recorded.next };
    }
  }
  return { status: { last: null, next: schedule.nextAfter(now), lastUpdated: now }, isPastDue: false };
}
