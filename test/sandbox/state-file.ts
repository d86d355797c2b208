import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where other commands find the sandbox that runs from this checkout. Git ignores the folder. */
const defaultPath = join(fileURLToPath(new URL('../..', import.meta.url)), '.gateproof', 'sandbox.json');

const schema = z.object({
  loginUrl: z.url(),
  graphUrl: z.url(),
  tenantId: z.string(),
  /** Of the API's app registration. */
  apiClientId: z.string(),
  adminKey: z.string(),
  caPath: z.string(),
  /** Of the storage emulator; absent where none runs with the tenant. */
  storageConnectionString: z.optional(z.string()),
});

export type SandboxAddress = z.output<typeof schema>;

/** Written by whoever starts the sandbox, once it listens. Only this user may read it: it holds the admin key. */
export async function writeSandboxAddress(address: SandboxAddress, path = defaultPath): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(schema.parse(address), null, 2)}\n`, { mode: 0o600 });
}

/** undefined where no sandbox has left its address, or what it left is no address. */
export async function readSandboxAddress(path = defaultPath): Promise<SandboxAddress | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function removeSandboxAddress(path = defaultPath): Promise<void> {
  await rm(path, { force: true });
}
