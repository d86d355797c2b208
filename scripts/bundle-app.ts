import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where source maps believe the bundle to be, wherever it is written. */
const outdir = 'dist';

/** Bundled CommonJS modules expect these, which ES modules lack. */
const commonJsNames = [
  "import { createRequire } from 'node:module';",
  'const require = createRequire(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
].join('');

export interface BundledFile {
  /** Below the folder of the bundle, with slashes: `main.mjs`. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/** The function app as one entry and a chunk for whatever is loaded only when it is needed. Writes nothing. */
export async function bundleApp(entry = 'functions/main.ts'): Promise<BundledFile[]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: 'main' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The host answers this name; it is in no registry.
    external: ['@azure/functions-core'],
    banner: { js: commonJsNames },
    // Names stay, for stack traces and errors; keeping them in another way would cost time at each start.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({
    path: relative(join(root, outdir), path).replaceAll(sep, '/'),
    contents,
  }));
}
