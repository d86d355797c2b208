import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../../scripts/build.ts';
import { StartProblem } from './start-problem.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Lays the compiled app out in an empty folder as it is deployed, apart from the checkout: a later build does not
 * touch what is running, and nothing can be found by chance in the checkout's node_modules or local settings.
 * `entry` is that of another app, for comparison.
 */
export async function buildAppPackage(folder: string, entry?: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const file of ['host.json', 'package.json']) await copyFile(join(root, file), join(folder, file));
  try {
    await buildApp({ outdir: join(folder, 'dist'), ...(entry !== undefined && { entry }) });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new StartProblem(`The app cannot be built: ${problem}\nCorrect the source and start again.`, {
      cause,
    });
  }
  return folder;
}
