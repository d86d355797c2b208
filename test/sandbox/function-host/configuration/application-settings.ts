import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export type Settings = Readonly<Record<string, string>>;

const localSettingsSchema = z.object({ Values: z.record(z.string(), z.string()).default({}) });

/** `Values` of local.settings.json beside the app; empty where there is no such file. */
export async function readLocalSettings(appDirectory: string): Promise<Settings> {
  const path = join(appDirectory, 'local.settings.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return {};
  const parsed = localSettingsSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.Values;
}

/**
 * Puts settings into the environment of this process, where the app reads them. `given` wins over what is
 * there, what is there wins over `fallback`. The returned function restores what was there before.
 */
export function enterEnvironment(given: Settings, fallback: Settings): () => void {
  const missing = Object.entries(fallback).filter(([name]) => process.env[name] === undefined);
  const changes = { ...Object.fromEntries(missing), ...given };
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, changes);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** Replaces each `%NAME%` by that setting; a missing one is an error that names it. */
export function resolveSettings(text: string, settings: NodeJS.ProcessEnv): string {
  return text.replaceAll(/%([^%]+)%/g, (_match, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`The setting ${name}, which '${text}' names, is missing.`);
    return value;
  });
}

/** Functions are switched off one by one with `AzureWebJobs.NAME.Disabled`, on Linux also written with `__`. */
export function isDisabled(functionName: string, settings: NodeJS.ProcessEnv): boolean {
  return [`AzureWebJobs.${functionName}.Disabled`, `AzureWebJobs__${functionName}__Disabled`].some((name) =>
    ['true', '1'].includes(settings[name]?.toLowerCase() ?? ''),
  );
}
