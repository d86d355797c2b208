import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { allControls } from '../../shared/core/controls/catalogue.ts';
import type { TenantResult } from '../../shared/core/controls/tenant-result.ts';
import { corpusFolder, hasCorpus, withCorpus } from '../corpus.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { parseTenantResult } from './result-schema.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The files hold lists of `{ source, policy | namedLocation | response | input }`. */
const entrySchema = z.looseObject({
  source: z.string(),
  policy: z.unknown().optional(),
  namedLocation: z.unknown().optional(),
  response: z.unknown().optional(),
  input: z.unknown().optional(),
});
type Entry = z.output<typeof entrySchema>;

interface CorpusFile {
  readonly name: string;
  readonly entries: readonly Entry[];
}

function readCorpus(): readonly CorpusFile[] {
  return readdirSync(corpusFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name,
      entries: z.array(entrySchema).parse(JSON.parse(readFileSync(join(corpusFolder, name), 'utf8'))),
    }));
}

/** The policy list of a Graph page, or a single policy that Graph answered with. */
function isPolicyResponse({ response }: Entry): boolean {
  const context = z.looseObject({ '@odata.context': z.string() }).safeParse(response);
  return context.success && /conditionalAccess\/policies/i.test(context.data['@odata.context']);
}

function hasPolicies({ input }: Entry): boolean {
  return z.looseObject({ policies: z.array(z.unknown()) }).safeParse(input).success;
}

/** Judges the documents one by one; every one must be answered with a result on every control, whatever the verdict. */
async function judgeEach(documents: Readonly<Record<string, unknown>>) {
  const folder = await temporaryFolder(documents);
  const results: TenantResult[] = [];
  for (const name of Object.keys(documents)) {
    const terminal = inMemoryTerminal();
    const status = await scanCommand(['--from', join(folder, name), '--format', 'json'], terminal);
    expect(terminal.complaints, name).toEqual([]);
    expect(status, name).not.toBe(2);
    const result = parseTenantResult(terminal.written());
    expect(result.controls, name).toHaveLength(allControls.length);
    results.push(result);
  }
  return results;
}

function documents(prefix: string, contents: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(contents.map((content, index) => [`${prefix}-${index}.json`, content]));
}

describe.skipIf(!hasCorpus)(`policies from the field${withCorpus}`, () => {
  const files = hasCorpus ? readCorpus() : [];
  const withPolicies = files.filter(({ entries }) => entries.some(({ policy }) => policy !== undefined));

  it('are there', () => {
    expect(withPolicies.flatMap(({ entries }) => entries).length).toBeGreaterThan(300);
  });

  it.each(withPolicies)(
    'are each answered by the contract, alone and all together: $name',
    async ({ entries }) => {
      const policies = entries.flatMap(({ policy }) => (policy === undefined ? [] : [policy]));
      const locations = entries.flatMap(({ namedLocation }) =>
        namedLocation === undefined ? [] : [namedLocation],
      );

      const results = await judgeEach({
        ...documents('policy', policies),
        'all.json': [...policies, ...locations],
        'export.json': { policies, namedLocations: locations },
      });

      expect(results).toHaveLength(policies.length + 2);
    },
  );

  it.each(files.filter(({ entries }) => entries.some(isPolicyResponse)))(
    'are answered as Graph listed them: $name',
    async ({ entries }) => {
      const responses = entries.filter(isPolicyResponse).map(({ response }) => response);
      expect(await judgeEach(documents('response', responses))).toHaveLength(responses.length);
    },
  );

  it.each(files.filter(({ entries }) => entries.some(hasPolicies)))(
    'are answered where they are the input of other verdicts: $name',
    async ({ entries }) => {
      const inputs = entries.filter(hasPolicies).map(({ input }) => input);
      expect(await judgeEach(documents('input', inputs))).toHaveLength(inputs.length);
    },
  );

  it.each(withPolicies)('are one tenant in a folder of backups: $name', async ({ entries }) => {
    const objects = entries.flatMap(({ policy, namedLocation }) => policy ?? namedLocation ?? []);
    const folder = await temporaryFolder(documents('backup/object', objects));
    const terminal = inMemoryTerminal();

    await scanCommand(['--from', folder], terminal);

    expect(terminal.complaints).toEqual([]);
    const widths = terminal
      .written()
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });

  it('are many tenants in a stream', async () => {
    const tenants = withPolicies.map(({ name, entries }) => ({
      tenantId: name,
      policies: entries.flatMap(({ policy }) => policy ?? []),
    }));
    const terminal = inMemoryTerminal(...tenants.map((tenant) => `${JSON.stringify(tenant)}\n`));

    await scanCommand(['--from', '-'], terminal);

    const results = terminal.written().trimEnd().split('\n').map(parseTenantResult);
    expect(results.map(({ tenantId }) => tenantId)).toEqual(tenants.map(({ tenantId }) => tenantId));
  });
});
