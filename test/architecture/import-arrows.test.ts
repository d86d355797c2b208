import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** One line of code that somebody might write, and where. */
interface Forgery {
  readonly file: string;
  readonly line: string;
}

const forgery = (file: string, line: string): Forgery => ({ file, line });
const importing = (file: string, from: string): Forgery => forgery(file, `import { it } from '${from}';`);

const refused: readonly Forgery[] = [
  importing('shared/core/a.ts', '../application/scan.ts'),
  importing('shared/core/controls/a.ts', '../../application/ports/clock.ts'),
  importing('shared/core/a.ts', '../adapters/graph/graph-connection.ts'),
  importing('shared/core/a.ts', '../command-line/main.ts'),
  importing('shared/core/a.ts', '../composition/app.ts'),
  importing('shared/core/a.ts', '../../functions/main.ts'),
  importing('shared/core/a.ts', '../../test/core/example-tenant.ts'),
  importing('shared/core/a.ts', 'zod'),
  importing('shared/core/a.ts', 'zod/mini'),
  importing('shared/core/a.ts', '@azure/data-tables'),
  importing('shared/core/a.ts', 'node:fs'),
  importing('shared/core/a.ts', 'fs'),
  forgery('shared/core/a.ts', "import type { it } from '../application/scan.ts';"),
  forgery('shared/core/a.ts', "export * from '../application/scan.ts';"),
  forgery('shared/core/a.ts', "export const it = import('zod');"),
  forgery('shared/core/a.ts', 'export const it = new Date();'),
  forgery('shared/core/a.ts', 'export const it = Date.now();'),
  forgery('shared/core/a.ts', 'export const it = process.env;'),
  forgery('shared/core/a.ts', 'export const it = crypto.randomUUID();'),
  forgery('shared/core/a.ts', 'export const it = performance.now();'),
  forgery('shared/core/a.ts', "export const it = fetch('https://graph.example');"),
  forgery('shared/core/a.ts', "console.log('it');"),
  importing('shared/application/a.ts', '../adapters/graph/graph-connection.ts'),
  importing('shared/application/ports/a.ts', '../../adapters/storage/row-keys.ts'),
  importing('shared/application/a.ts', '@azure/data-tables'),
  importing('shared/application/a.ts', '@azure/functions'),
  importing('shared/application/a.ts', '@microsoft/microsoft-graph-client'),
  importing('shared/application/a.ts', 'applicationinsights'),
  importing('shared/application/a.ts', '../command-line/main.ts'),
  importing('shared/application/a.ts', '../composition/app.ts'),
  importing('shared/application/a.ts', '../../functions/main.ts'),
  importing('shared/adapters/graph/a.ts', '../../../functions/main.ts'),
  importing('shared/adapters/graph/a.ts', '../../command-line/main.ts'),
  importing('shared/adapters/graph/a.ts', '../../composition/app.ts'),
  importing('shared/adapters/graph/a.ts', '../../../test/core/example-tenant.ts'),
  importing('shared/command-line/a.ts', '../adapters/graph/graph-connection.ts'),
  importing('shared/composition/a.ts', '../../functions/main.ts'),
  importing('shared/composition/a.ts', '../../test/sandbox/start.ts'),
  importing('functions/a.ts', '../shared/adapters/graph/graph-connection.ts'),
  importing('functions/http/a.ts', '../../shared/adapters/storage/row-keys.ts'),
  importing('functions/a.ts', '../test/sandbox/start.ts'),
  importing('test/sandbox/a.ts', '../../shared/core/judge-tenant.ts'),
  importing('test/sandbox/entra-tenant/graph/a.ts', '../../../../shared/core/judge-tenant.ts'),
  importing('test/sandbox/a.ts', '../../functions/main.ts'),
  importing('test/sandbox/a.ts', '../../functions/http/problem.ts'),
];

const allowed: readonly Forgery[] = [
  importing('shared/core/a.ts', './b.ts'),
  importing('shared/core/controls/a.ts', '../prover/cube.ts'),
  importing('shared/application/a.ts', '../core/judge-tenant.ts'),
  importing('shared/application/a.ts', './ports/clock.ts'),
  importing('shared/application/a.ts', 'zod'),
  importing('shared/adapters/graph/a.ts', '../../application/ports/tenant-reader.ts'),
  importing('shared/adapters/graph/a.ts', '../../core/tenant-snapshot.ts'),
  importing('shared/adapters/graph/a.ts', '@azure/identity'),
  importing('shared/composition/a.ts', '../adapters/graph/graph-tenant-reader.ts'),
  importing('shared/command-line/a.ts', '../application/engine.ts'),
  importing('functions/a.ts', '../shared/composition/app.ts'),
  importing('functions/a.ts', '@azure/functions'),
  importing('test/sandbox/a.ts', './entra-tenant/http/server.ts'),
  importing('test/core/a.ts', '../../shared/core/judge-tenant.ts'),
];

const root = path.resolve(import.meta.dirname, '../..');
const ofArrows = [
  'lint/style/noRestrictedImports',
  'lint/style/noRestrictedGlobals',
  'lint/correctness/noNodejsModules',
];
const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** A copy of the settings beside files of the same paths: the checkout itself is left alone. */
let folder: string;
let refusedFiles: ReadonlySet<string>;

function fileOf(index: number, { file }: Forgery, kind: string): string {
  return path.join(path.dirname(file), `${kind}-${index}.ts`);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-arrows-'));
  for (const settings of ['biome.json', '.gitignore']) {
    copyFileSync(path.join(root, settings), path.join(folder, settings));
  }
  for (const [kind, forgeries] of Object.entries({ refused, allowed })) {
    forgeries.forEach((one, index) => {
      const file = path.join(folder, fileOf(index, one, kind));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${one.line}\n`);
    });
  }
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  refusedFiles = new Set(
    diagnostics.filter(({ category }) => ofArrows.includes(category)).map(({ location }) => location.path),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('The linter refuses', () => {
  test.each(refused.map((one, index) => ({ ...one, path: fileOf(index, one, 'refused') })))(
    'in $file: $line',
    (one) => {
      expect(refusedFiles).toContain(one.path);
    },
  );
});

describe('The linter allows', () => {
  test.each(allowed.map((one, index) => ({ ...one, path: fileOf(index, one, 'allowed') })))(
    'in $file: $line',
    (one) => {
      expect(refusedFiles).not.toContain(one.path);
    },
  );
});

test('The core draws no random numbers and reaches no global by a detour, which the linter cannot see', () => {
  const core = path.join(root, 'shared/core');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const offending = files.filter((file) =>
    /Math\.random|globalThis|Intl\.DateTimeFormat/.test(readFileSync(path.join(core, file), 'utf8')),
  );

  expect(files.length).toBeGreaterThan(40);
  expect(offending).toEqual([]);
});
