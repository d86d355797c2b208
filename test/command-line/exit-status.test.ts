import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statusOf, worst } from '../../shared/command-line/exit-status.ts';
import { failing, inconclusive, passing } from './policies.ts';
import { parseTenantResult } from './result-schema.ts';
import { runScan } from './run-scan.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the exit status', () => {
  it.each([
    ['pass', passing, 0],
    ['fail', failing, 1],
    ['inconclusive', inconclusive, 3],
  ])('of a tenant for which 2.2.3 is %s', async (verdict, tenant, status) => {
    const folder = await temporaryFolder({ 'tenant.json': tenant });

    const file = join(folder, 'tenant.json');
    const finished = await runScan(['--from', file, '--control', '2.2.3', '--format', 'json']);

    expect(finished).toMatchObject({ status, stderr: '' });
    expect(parseTenantResult(finished.stdout).controls.map((control) => control.verdict)).toEqual([verdict]);
  });

  it.each([
    [[passing, failing, inconclusive], 1],
    [[inconclusive, passing], 3],
    [[passing, passing], 0],
    [[failing, 'nonsense'], 2],
  ])('of several tenants is that of the worst (%#)', async (tenants, status) => {
    const lines = tenants.map((tenant) => JSON.stringify(tenant)).join('\n');
    const finished = await runScan(['--from', '-', '--control', '2.2.3'], lines);
    expect(finished.status).toBe(status);
  });

  it('takes a control that does not apply for one that passes', () => {
    expect(statusOf([{ verdict: 'notApplicable' }, { verdict: 'pass' }])).toBe(0);
  });

  it('puts a wrong input before a fail, and a fail before what is inconclusive', () => {
    expect(worst([0, 3, 1, 2])).toBe(2);
    expect(worst([0, 3, 1])).toBe(1);
    expect(worst([0, 3])).toBe(3);
    expect(worst([])).toBe(0);
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown option', ['--form', 'x'], "gateproof: Unknown option '--form' (--help shows the options)\n"],
    ['a word too many', ['--from', 'x', 'y'], "gateproof: Unexpected argument 'y'"],
    ['no input', [], 'gateproof: --from: is missing'],
    ['an input that does not exist', ['--from', 'nowhere.json'], 'gateproof: nowhere.json: does not exist\n'],
    [
      'an unknown control',
      ['--from', '-', '--control', '9.9'],
      'gateproof: --control: no control has the id "9.9"\n',
    ],
    [
      'an unknown format',
      ['--from', '-', '--format', 'xml'],
      'gateproof: --format: must be "table" or "json", or with --list-users "csv"\n',
    ],
    ['a day that no calendar has', ['--from', '-', '--at', '2026-02-30'], 'gateproof: --at: must be a date'],
    [
      'a missing exceptions file',
      ['--from', '-', '--exceptions', 'no.json'],
      'gateproof: no.json: does not exist\n',
    ],
  ])('of a wrong call (%s) is 2, with one line that says what', async (_what, words, complaint) => {
    const { status, stdout, stderr } = await runScan(words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('of help is 0, and the text fits 80 columns', async () => {
    const { status, stdout } = await runScan(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--emergency-access');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
