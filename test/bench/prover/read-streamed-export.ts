/** Reads an export in pieces, in a process of its own, and tells what it took: `read|judge PATH`. */
import { createReadStream } from 'node:fs';
import { exportPieces } from '../../../shared/command-line/export-pieces.ts';
import { readTenantFile } from '../../../shared/command-line/tenant-input.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';

export interface Reading {
  readonly milliseconds: number;
  readonly residentMegabytes: number;
  /** What came out, so that nothing can be left out: elements, or verdicts. */
  readonly outcome: unknown;
}

const [task, path = ''] = process.argv.slice(2);
const started = performance.now();
const outcome = task === 'judge' ? await verdicts() : await elements();
const reading: Reading = {
  milliseconds: performance.now() - started,
  residentMegabytes: process.resourceUsage().maxRSS / 1_024,
  outcome,
};
process.stdout.write(JSON.stringify(reading));

async function elements(): Promise<number> {
  let count = 0;
  for await (const piece of exportPieces(createReadStream(path)))
    if (piece.collection !== 'rest') count += piece.elements.length;
  return count;
}

async function verdicts(): Promise<readonly string[]> {
  const { snapshot } = await readTenantFile(path, { longest: 0 });
  const { controls } = judgeTenant(snapshot, { at: '2026-07-01T00:00:00Z' });
  return controls.map(({ id, verdict }) => `${id} ${verdict}`);
}
