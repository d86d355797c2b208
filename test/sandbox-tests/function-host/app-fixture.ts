import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export type AppFixture = { readonly directory: string; remove(): Promise<void> };

/** Bundles an app's source as the real one is bundled, into a folder of its own. */
export async function writeApp(source: string, files: Record<string, unknown> = {}): Promise<AppFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'function-host-'));
  const contents = {
    'host.json': { version: '2.0' },
    'package.json': { type: 'module', main: 'dist/main.mjs' },
    ...files,
  };
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(directory, name), JSON.stringify(content));
  }
  await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: join(directory, 'dist', 'main.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@azure/functions-core'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  return { directory, remove: () => rm(directory, { recursive: true }) };
}
