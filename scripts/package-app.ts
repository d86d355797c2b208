import { readFile } from 'node:fs/promises';
import { type ZipOptions, zipSync } from 'fflate';
import packageJson from '../package.json' with { type: 'json' };
import { type BundledFile, bundleApp } from './bundle-app.ts';

/** No time of the build and no rights of the machine that builds. */
const entryOptions: ZipOptions = { mtime: '1980-01-01T00:00:00', os: 3, attrs: 0o100644 << 16, level: 6 };

/** The deployable zip: the bundle, host.json and a package.json that names only what the host reads. */
export async function packageApp(): Promise<Uint8Array> {
  const { name, version, license, type, main } = packageJson;
  const runtimePackageJson = { name, version, license, private: true, type, main };
  const bundle = await bundleApp();
  return zipFiles([
    { path: 'host.json', contents: await readFile(new URL('../host.json', import.meta.url)) },
    { path: 'package.json', contents: Buffer.from(JSON.stringify(runtimePackageJson, null, 2)) },
    ...bundle.map(({ path, contents }) => ({ path: `dist/${path}`, contents })),
  ]);
}

/** The same files make the same bytes, whenever, wherever and in whatever order they come. */
export function zipFiles(files: readonly BundledFile[]): Uint8Array {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return zipSync(Object.fromEntries(sorted.map(({ path, contents }) => [path, [contents, entryOptions]])));
}
