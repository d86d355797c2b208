import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Reading } from './read-streamed-export.ts';

/** Reads the export at the path in a process of its own: its pieces alone, or on to all verdicts. */
export async function inProcess(path: string, task: 'read' | 'judge'): Promise<Reading> {
  const script = fileURLToPath(new URL('read-streamed-export.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, task, path]);
  return JSON.parse(stdout) as Reading;
}
