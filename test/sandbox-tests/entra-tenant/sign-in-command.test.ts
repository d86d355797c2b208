import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EntraTenant, startEntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { sandboxAddressOf } from '../../sandbox/launcher/leave-sandbox-address.ts';
import { writeSandboxAddress } from '../../sandbox/state-file.ts';

const command = fileURLToPath(new URL('../../sandbox/sign-in.ts', import.meta.url));
let tenant: EntraTenant;
let folder: string;
let stateFile: string;

beforeAll(async () => {
  tenant = await startEntraTenant();
  folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  stateFile = join(folder, 'sandbox.json');
  await writeSandboxAddress(sandboxAddressOf(tenant), stateFile);
});
afterAll(async () => {
  await tenant.stop();
  await rm(folder, { recursive: true });
});

async function signIn(args: readonly string[], file = stateFile) {
  const child = spawn(process.execPath, [command, '--sandbox', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, output, errors };
}

test('an emergency account gets a token, whose claims are printed', async () => {
  const { status, output } = await signIn(['--user', 'emergency-access-1', '--resource', 'azure']);

  expect(status).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    upn: 'emergency-access-1@northwind-sandbox.example',
    aud: 'https://management.azure.com',
  });
});

test('a blocked user gets the error as Entra words it', async () => {
  const { status, output } = await signIn(['--user', 'room-oslo-1@northwind-sandbox.example']);

  expect(status).toBe(1);
  expect(output).toMatch(/^AADSTS53003: Access has been blocked by Conditional Access policies\./);
});

test('an unknown user is answered with names that are alike', async () => {
  const { status, errors } = await signIn(['--user', 'room-oslo']);

  expect(status).toBe(2);
  expect(errors).toMatch(/^The sandbox has no user "room-oslo". Did you mean room-oslo-1@.* or room-oslo-2@/);
});

test.each([
  ['no user', [], /^Say who signs in, with --user NAME\./],
  ['an unknown option', ['--who', 'x'], /^Unknown option '--who'/],
  [
    'an unknown platform',
    ['--user', 'room-oslo-1', '--platform', 'os2'],
    /--platform must be one of android, iOS,/,
  ],
])('%s is explained in one line', async (_, args, message) => {
  const { status, errors } = await signIn(args);

  expect(status).toBe(2);
  expect(errors).toMatch(message);
});

test('without a sandbox the command says how to start one', async () => {
  const { status, errors } = await signIn(['--user', 'x'], join(folder, 'none.json'));

  expect(status).toBe(2);
  expect(errors).toBe('The sandbox is not running: run npm start first.\n');
});
