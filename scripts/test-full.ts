import { spawnSync } from 'node:child_process';

/** The whole test suite with the full numbers of its property tests; takes the options of `vitest run`. */
const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, GATEPROOF_FULL: '1' },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
