import { z } from 'zod';
import type { LogEntry, LogSink } from '../function-host/log.ts';

const shownAlways: readonly LogEntry['level'][] = ['warning', 'error', 'critical'];
/** The sandbox may be ended at any moment, also while a queue function works on: no news to who ended it. */
const onlyVerbose: readonly string[] = ['drainLimit'];
const appLineSchema = z.object({
  message: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/** One line per entry: time, level, function, and what happened; without `verbose` the first line of what is wrong. */
export function hostLogOn(write: (line: string) => void, verbose: boolean): LogSink {
  return (entry) => {
    if (!verbose && (!shownAlways.includes(entry.level) || onlyVerbose.includes(entry.event))) return;
    const { time, level, functionName = 'host', message } = entry;
    write(`${time.slice(11, 19)} ${level} ${functionName}: ${verbose ? message : firstLine(message)}`);
  };
}

/** The app writes JSON lines: of those, what a person reads first. */
function firstLine(message: string): string {
  const parsed = appLineSchema.safeParse(parseJson(message));
  if (!parsed.success) return message.split('\n', 1)[0] ?? '';
  const { message: text, error } = parsed.data;
  return error === undefined ? text : `${text}: ${error.message}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
