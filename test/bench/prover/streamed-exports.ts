import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '../../sandbox/launcher/start-sandbox.ts';
import { median } from '../median.ts';
import { duration, grouped } from '../number-text.ts';
import { atMost, type Figure, type Section } from '../section.ts';
import { writeExport } from '../tenants/export-text.ts';
import { generateTenant } from '../tenants/generated-tenant.ts';
import { inProcess } from './in-process.ts';
import type { Reading } from './read-streamed-export.ts';

const sizes = [10_000, 100_000, 1_000_000];
const roundsOf = (users: number) => (users < 1_000_000 ? 3 : 1);

interface Streamed {
  readonly users: number;
  /** Milliseconds for the pieces of the export, as the tokeniser finds them: nothing is built or decided. */
  readonly read: number;
  /** Milliseconds to all verdicts. */
  readonly judge: number;
  readonly residentMegabytes: number;
}

/** Tenants up to that many users, ten thousand at least. */
export const streamedExports = (mostUsers: number): Section => ({
  name: 'streamed',
  title:
    'Exports that no string is made of, from the file to all verdicts, against a streaming tokeniser alone, each in a process of its own:',
  measure: async (step) => {
    const measured: Streamed[] = [];
    for (const users of sizes) if (users <= mostUsers) measured.push(await streamed(users, step));
    return measured.flatMap(figuresOf);
  },
});

async function streamed(users: number, step: Step): Promise<Streamed> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'gateproof-bench-'));
  resources.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'export.json');
  await step(`Writing an export of ${grouped(users)} users`, () => writeExport(generateTenant(users), path));
  const read: Reading[] = [];
  const judged: Reading[] = [];
  for (let round = 0; round < roundsOf(users); round++) {
    read.push(await step(`Reading ${grouped(users)} users`, () => inProcess(path, 'read')));
    judged.push(await step(`Judging ${grouped(users)} users`, () => inProcess(path, 'judge')));
  }
  return {
    users,
    read: median(read.map(({ milliseconds }) => milliseconds)),
    judge: median(judged.map(({ milliseconds }) => milliseconds)),
    residentMegabytes: Math.max(...judged.map(({ residentMegabytes }) => residentMegabytes)),
  };
}

function figuresOf({ users, read, judge, residentMegabytes }: Streamed): readonly Figure[] {
  const ratio = judge / read;
  const tenant = `${grouped(users)} users`;
  return [
    {
      what: `${tenant}: tokeniser ${duration(read)}; all verdicts ${duration(judge)}`,
      value: ratio.toFixed(2),
      goal: atMost(1.5, ratio),
    },
    {
      what: `${tenant}: most resident memory`,
      value: `${grouped(residentMegabytes)} MB`,
      goal: atMost(1_000, residentMegabytes, ' MB'),
    },
  ];
}
