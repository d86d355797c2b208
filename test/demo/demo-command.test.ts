import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const file = fileURLToPath(new URL('./main.ts', import.meta.url));

function demo(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** What it tells is tried in test/end-to-end/remediation-story.test.ts. */
describe('npm run demo', () => {
  it('lists its options', async () => {
    const { status, stdout, stderr } = await demo('--help');

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/--interactive .*\n.*--verbose /);
  });

  it.each(['--fast', 'now'])('refuses %s before anything starts, and says what there is', async (option) => {
    const { status, stdout, stderr } = await demo(option);

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(option);
    expect(stderr).toContain('--interactive');
  });
});
