import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

const main = fileURLToPath(new URL('../../sandbox/entra-tenant/main.ts', import.meta.url));
const readySchema = z.object({
  ready: z.literal(true),
  graphUrl: z.url(),
  identityEndpoint: z.url(),
  caPath: z.string(),
  groups: z.record(z.string(), z.string()),
});
const started: ChildProcessByStdio<null, Readable, Readable>[] = [];

function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

test('the process says in one line where it listens, and cleans up when it is told to end', async () => {
  const child = run();
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready = readySchema.parse(JSON.parse(line));
  const madeCertificate = existsSync(ready.caPath);

  child.kill('SIGTERM');
  await once(child, 'close');

  expect(ready.graphUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(ready.identityEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/);
  expect(ready.groups).toHaveProperty('Dev Tools');
  expect([madeCertificate, existsSync(ready.caPath)]).toEqual([true, false]);
  expect(child.exitCode).toBe(0);
});

test('a taken port is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const child = run('--port', String(port));
  const [errors] = await Promise.all([text(child.stderr), once(child, 'close')]);
  other.close();

  expect(child.exitCode).toBe(1);
  expect(errors).toContain(`cannot listen on port ${port} of 127.0.0.1: choose another port`);
});

test.each([
  [['--port', 'many'], '--port must be a whole number from 0 to 65535, not "many".'],
  [['--cert', 'a.pem'], '--ca, --cert and --key belong together: give all three or none.'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is refused with status 2', async (args, message) => {
  const child = run(...args);
  const [errors] = await Promise.all([text(child.stderr), once(child, 'close')]);

  expect(child.exitCode).toBe(2);
  expect(errors).toContain(message);
});
