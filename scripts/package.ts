/** Writes the deployable zip beside package.json. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { packageApp } from './package-app.ts';

const name = `${packageJson.name}-${packageJson.version}.zip`;
const zip = await packageApp();
await writeFile(join(fileURLToPath(new URL('..', import.meta.url)), name), zip);
process.stdout.write(`${name}: ${(zip.length / 1_048_576).toFixed(1)} MiB\n`);
