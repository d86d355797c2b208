import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import hostJson from '../../host.json' with { type: 'json' };
import { packageApp, zipFiles } from '../../scripts/package-app.ts';
import { tenantId } from '../application/examples.ts';

const loadApp = fileURLToPath(new URL('./load-app.ts', import.meta.url));
const settings = {
  TENANT_IDS: tenantId(1),
  SCAN_SCHEDULE: '0 0 * * * *',
  API_TENANT_ID: tenantId(1),
  API_CLIENT_ID: tenantId(2),
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

let zip: Uint8Array;
let files: Record<string, Uint8Array>;
let folder: string;

beforeAll(async () => {
  zip = await packageApp();
  files = unzipSync(zip);
  folder = await mkdtemp(join(tmpdir(), 'gateproof-'));
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Loads the unpacked app far from the repository's node_modules. */
function load(environment: Record<string, string>) {
  return promisify(execFile)(process.execPath, [loadApp, join(folder, 'dist/main.mjs')], {
    env: environment,
  });
}

function textOf(path: string): string {
  return new TextDecoder().decode(files[path]);
}

describe('the deployable package', () => {
  it('holds the bundle, host.json and package.json, and nothing else', () => {
    const paths = Object.keys(files);

    expect(paths).toEqual(
      expect.arrayContaining(['host.json', 'package.json', 'dist/main.mjs', 'dist/main.mjs.map']),
    );
    expect(
      paths.filter(
        (path) => !/^(host\.json|package\.json|dist\/(chunks\/)?[\w.-]+\.mjs(\.map)?)$/.test(path),
      ),
    ).toEqual([]);
  });

  it('tells the host what to load, and asks for no installation', () => {
    expect(JSON.parse(textOf('package.json'))).toMatchObject({ type: 'module', main: 'dist/main.mjs' });
    expect(JSON.parse(textOf('package.json'))).not.toHaveProperty('dependencies');
    expect(JSON.parse(textOf('host.json'))).toEqual(hostJson);
  });

  it('is the same, byte for byte, when the same files are packed at another time', () => {
    const packed = Object.entries(files).map(([path, contents]) => ({ path, contents }));
    vi.useFakeTimers({ now: new Date('2030-01-01') });

    const again = zipFiles(packed.reverse());

    vi.useRealTimers();
    expect(Buffer.from(again).equals(zip)).toBe(true);
  });

  it('names no folder of the machine that built it', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));

    expect(Object.keys(files).filter((path) => textOf(path).includes(root))).toEqual([]);
  });

  it('loads without the repository and registers every function of the reader with the host', async () => {
    const { stdout } = await load(settings);

    const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
    expect(names.sort()).toEqual([
      'collectSignIns',
      'exceptions',
      'explanations',
      'health',
      'notifications',
      'openApi',
      'proposeRemediation',
      'remediations',
      'requestScan',
      'results',
      'runScan',
      'scanOnSchedule',
      'sendNotification',
      'signIns',
      'unknownRoute',
    ]);
  });

  it('registers nothing but the function that writes where it is the writer', async () => {
    const { stdout } = await load({ ...settings, FUNCTION_APP: 'writer' });

    const functions: unknown = JSON.parse(stdout);
    expect(functions).toMatchObject([{ name: 'applyRemediation' }]);
  });

  it('refuses to load with wrong settings and names each of them', async () => {
    const wrong = { ...settings, TENANT_IDS: 'contoso', SCAN_SCHEDULE: 'daily' };

    await expect(load(wrong)).rejects.toThrow(/TENANT_IDS[\s\S]*SCAN_SCHEDULE/);
  });

  it('keeps the large libraries out of what a start loads', () => {
    const main = textOf('dist/main.mjs');
    const atStart = [...main.matchAll(/from\s*"\.\/(chunks\/[^"]+)"/g)].map(([, path]) =>
      textOf(`dist/${path}`),
    );

    const code = [main, ...atStart].join('\n');
    expect(code).not.toMatch(/class TableClient|class BlobServiceClient|class QueueServiceClient/);
    expect(code).not.toMatch(/class ManagedIdentityCredential|class GraphTenantReader|TelemetryClient\s*{/);
    expect(code.length).toBeLessThan(520_000);
  });
});
