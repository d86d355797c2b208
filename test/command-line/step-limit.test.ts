import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { failing, passing } from './policies.ts';
import { runScan } from './run-scan.ts';
import { temporaryFolder } from './temporary-folder.ts';

const tooEntangled = /too entangled to decide for every user within the set bound of 1 step\b/;

it('a proof that takes more steps than --step-limit is inconclusive, and says so', async () => {
  const folder = await temporaryFolder({ 'tenant.json': failing });
  const call = ['--from', join(folder, 'tenant.json'), '--control', '2.2.3', '--format', 'json'];
  const bounded = inMemoryTerminal();

  const status = await scanCommand([...call, '--step-limit', '1'], bounded);

  expect(JSON.parse(bounded.written())).toMatchObject({
    controls: [{ verdict: 'inconclusive', reasons: [expect.stringMatching(tooEntangled)] }],
  });
  expect(status).toBe(3);
  expect(await scanCommand([...call, '--step-limit', '1000'], inMemoryTerminal())).toBe(1);
});

it('--step-limit holds for a comparison too', async () => {
  const folder = await temporaryFolder({
    'before.json': { ...failing, policies: passing.policies },
    'after.json': failing,
  });
  const call = ['--from', join(folder, 'after.json'), '--against', join(folder, 'before.json')];
  const asked = [...call, '--control', '2.2.3', '--format', 'json'];

  expect(await scanCommand([...asked, '--step-limit', '1'], inMemoryTerminal())).toBe(3);
  expect(await scanCommand(asked, inMemoryTerminal())).toBe(1);
});

it.each(['0', '-1', '1.5', 'many', ''])('--step-limit %j is a wrong call', async (value) => {
  expect(await runScan(['--from', 'x', `--step-limit=${value}`])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'gateproof: --step-limit: must be a whole number of steps, 1 or more\n',
  });
});
