import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EntraTenant, startEntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { sandboxAddressOf } from '../../sandbox/launcher/leave-sandbox-address.ts';
import { writeSandboxAddress } from '../../sandbox/state-file.ts';

const command = fileURLToPath(new URL('../../sandbox/token.ts', import.meta.url));
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

async function run(args: readonly string[], file = stateFile) {
  const child = spawn(process.execPath, [command, '--sandbox', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, output, errors };
}

test('the token of a persona is printed, and nothing else', async () => {
  const { status, output, errors } = await run(['--persona', 'auditor']);

  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  expect(decodeJwt(output.trim())).toMatchObject({ roles: ['Results.Read', 'Evidence.Read'] });
});

test('whom the sandbox turns away is told why', async () => {
  const auditor = tenant.api.personas.find(({ name }) => name === 'auditor');
  tenant.state.setAccountEnabled(auditor?.user.id ?? '', false);

  const { status, output, errors } = await run(['--persona', 'auditor']);

  expect({ status, output }).toEqual({ status: 1, output: '' });
  expect(errors).toMatch(/^AADSTS50057: The user account is disabled\./);
});

test.each([
  ['no persona', [], /^Say who signs in, with --persona NAME\./],
  ['an unknown persona', ['--persona', 'boss'], /^--persona must be one of reader, requester, approver,/],
  ['an unknown option', ['--user', 'x'], /^Unknown option '--user'/],
])('%s is explained', async (_, args, message) => {
  const { status, errors } = await run(args);

  expect(status).toBe(2);
  expect(errors).toMatch(message);
});

test('without a sandbox the command says how to start one', async () => {
  const { status, errors } = await run(['--persona', 'reader'], join(folder, 'none.json'));

  expect(status).toBe(2);
  expect(errors).toBe('The sandbox is not running: run npm start first.\n');
});
