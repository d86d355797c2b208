/** Bundles the function app into dist/, where package.json and the host look for it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from './bundle-app.ts';

export interface BuildOptions {
  /** Folder that is emptied and written. */
  readonly outdir: string;
  /** Of another app that is built the same way, from the root of the repository. */
  readonly entry?: string;
}

/** Returns the number of files. */
export async function buildApp({ outdir, entry }: BuildOptions): Promise<number> {
  const files = await bundleApp(entry);
  await rm(outdir, { recursive: true, force: true });
  for (const { path, contents } of files) {
    const target = join(outdir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
  }
  return files.length;
}

if (import.meta.main) {
  const started = performance.now();
  const count = await buildApp({ outdir: fileURLToPath(new URL('../dist', import.meta.url)) });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`Built dist/main.mjs and ${count - 1} other files in ${seconds} s\n`);
}
