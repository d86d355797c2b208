/** Bundles the function app into dist/: one entry, and a chunk for whatever is loaded only when it is needed. */
import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundled CommonJS modules expect these, which ES modules lack. */
const commonJsNames = [
  "import { createRequire } from 'node:module';",
  'const require = createRequire(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
].join('');

export interface BuildOptions {
  /** Folder that is emptied and written. */
  readonly outdir: string;
}

/** Returns the number of bytes that a start loads at most before its first invocation. */
export async function buildApp({ outdir }: BuildOptions): Promise<number> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: 'functions/main.ts', out: 'main' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['@azure/functions-core'],
    banner: { js: commonJsNames },
    // Names stay, for stack traces and errors; keeping them in another way would cost time at each start.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs).find(([path]) => path.endsWith('main.mjs'))?.[1].bytes ?? 0;
}

if (import.meta.main) {
  const outdir = fileURLToPath(new URL('../dist', import.meta.url));
  const started = performance.now();
  const bytes = await buildApp({ outdir });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(
    `Built ${relative(process.cwd(), outdir)}/main.mjs (${Math.round(bytes / 1_024)} KiB) in ${seconds} s\n`,
  );
}
