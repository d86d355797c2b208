import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import { hostLogOn } from '../../sandbox/launcher/host-log.ts';

function entry(level: LogEntry['level'], event: string, message: string): LogEntry {
  return { time: '2026-01-02T03:04:05.678Z', level, source: 'host', event, message };
}

function linesOf(entries: readonly LogEntry[], { verbose }: { readonly verbose: boolean }): string[] {
  const lines: string[] = [];
  const log = hostLogOn((line) => lines.push(line), verbose);
  for (const one of entries) log(one);
  return lines;
}

describe('the log of the host in the terminal', () => {
  const entries = [
    entry('information', 'hostStarted', 'Serving 3 functions'),
    entry('warning', 'invocationFailed', '{"message":"Scan failed","error":{"message":"Graph is down"}}'),
    entry('warning', 'drainLimit', 'Functions were still running when the host stopped.'),
  ];

  it('tells what is wrong, in one line, and not that the sandbox was ended while something worked', () => {
    expect(linesOf(entries, { verbose: false })).toEqual([
      '03:04:05 warning host: Scan failed: Graph is down',
    ]);
  });

  it('tells everything where it is asked to', () => {
    expect(linesOf(entries, { verbose: true })).toHaveLength(3);
  });
});
