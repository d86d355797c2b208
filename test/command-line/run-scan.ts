import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../shared/command-line/main.ts', import.meta.url));

export interface FinishedProcess {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command as a process of its own. */
export function startScan(words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...words]);
}

/** Runs the command to its end, with that text on its standard input. */
export async function runScan(words: readonly string[], input = ''): Promise<FinishedProcess> {
  const child = startScan(words);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}
