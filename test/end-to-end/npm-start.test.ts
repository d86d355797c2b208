import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const throughNode = ['scripts/ensure-dependencies.mjs', 'node', 'test/sandbox/start.ts'];
const limitMilliseconds = 120_000;

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a command whose temporary files, and so the arguments of all that it starts, carry this test's folder. */
function start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, [...args], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([status]: (number | null)[]) => ({ status, ...output }));
  return { child, output, ended };
}

const sandboxFile = () => join(folder, 'sandbox.json');
const quiet = () => ['--port', '0', '--sandbox', sandboxFile()];

/** Command lines of the processes that were started under this test's folder and still run. */
function leftProcesses(): string[] {
  const running = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return running.filter((line) => line.includes(folder));
}

/** What the sandbox itself wrote; npm and Node keep caches of their own there. */
function leftFiles(): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('gateproof-') || name === 'sandbox.json');
}

async function servedAddress(output: { readonly stdout: string }): Promise<string> {
  await expect.poll(() => output.stdout, { timeout: limitMilliseconds }).toContain('Ctrl-C ends everything.');
  return /Results +(http:\S+)/.exec(output.stdout)?.[1] ?? '';
}

test('npm start -- --once shows the verdict of 2.2.3 and ends everything', {
  timeout: limitMilliseconds,
}, async () => {
  const { ended } = start('npm', ['start', '--', '--once', ...quiet()]);

  const { status, stdout, stderr } = await ended;

  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('…') });
  expect(stdout).toContain('Gateproof sandbox');
  expect(stdout).toMatch(/^2\.2\.3 +FAIL +\d+ +\S/m);
  expect(stdout).not.toContain('\u001B[');
  expect(leftProcesses()).toEqual([]);
  expect(leftFiles()).toEqual([]);
});

test('Ctrl-C ends everything that was started, with exit status 0', {
  timeout: limitMilliseconds,
}, async () => {
  const { child, output, ended } = start(process.execPath, [...throughNode, ...quiet()]);
  const address = await servedAddress(output);
  expect((await fetch(address)).status).toBe(401);
  expect(existsSync(sandboxFile())).toBe(true);

  child.kill('SIGINT');

  expect((await ended).status).toBe(0);
  expect(leftProcesses()).toEqual([]);
  expect(leftFiles()).toEqual([]);
  await expect(fetch(address)).rejects.toThrow();
});

test('everything ends when the process above is killed', { timeout: limitMilliseconds }, async () => {
  const { child, output } = start(process.execPath, [...throughNode, ...quiet()]);
  await servedAddress(output);

  child.kill('SIGKILL');

  await expect.poll(leftProcesses, { timeout: 20_000 }).toEqual([]);
});

test('a taken port is named, with the way to choose another', { timeout: limitMilliseconds }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = String(address !== null && typeof address === 'object' ? address.port : '');

  const { status, stderr } = await start(process.execPath, [...throughNode, '--sandbox', sandboxFile()], {
    PORT: port,
  }).ended;
  server.close();

  expect(status).toBe(1);
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is taken`);
  expect(stderr).toContain('--port N');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('wrong settings stop the start, and each is named', { timeout: limitMilliseconds }, async () => {
  const wrong = { SCAN_SCHEDULE: 'hourly', MAX_RESULT_AGE_HOURS: 'many', EMERGENCY_ACCESS_IDS: 'the boss' };

  const { status, stderr } = await start(process.execPath, [...throughNode, ...quiet()], wrong).ended;

  expect(status).toBe(1);
  for (const name of Object.keys(wrong)) expect(stderr).toContain(name);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(leftProcesses()).toEqual([]);
});
