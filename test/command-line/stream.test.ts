import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerStream } from '../../shared/command-line/answer-stream.ts';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { inMemoryTerminal } from './in-memory-terminal.ts';
import { failing, inconclusive, passing } from './policies.ts';
import { parseTenantResult } from './result-schema.ts';
import { runScan, startScan } from './run-scan.ts';
import { temporaryFolder } from './temporary-folder.ts';

const line = (tenant: unknown) => `${JSON.stringify(tenant)}\n`;
const settings = {
  exceptions: [],
  emergencyAccess: [],
  administrativeRoles: [],
  at: () => new Date('2026-11-22T12:00:00Z'),
};

describe('a stream of tenants', () => {
  it('is answered line by line in its order, bad lines too, blank ones passed over', async () => {
    const input = `\ufeff${line(passing)}\r\n   \n{"policies":7}\r\n{broken\n${line(failing)}[]\n\n${JSON.stringify(inconclusive)}`;

    const { stdout, stderr, status } = await runScan(['--from', '-', '--format', 'table'], input);

    const answers = stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(6);
    expect(
      [answers[0], answers[3], answers[5]].map((text) => parseTenantResult(text ?? '').tenantId),
    ).toEqual(['passing', 'failing', 'inconclusive']);
    expect(JSON.parse(answers[1] ?? '')).toEqual({ line: 4, error: 'policies: must be a list' });
    expect(JSON.parse(answers[2] ?? '')).toEqual({ line: 5, error: expect.stringMatching(/^is not JSON: /) });
    expect(JSON.parse(answers[4] ?? '')).toEqual({ line: 7, error: 'must be an object' });
    expect(stderr).toBe(
      'gateproof: standard input: line 4: policies: must be a list (and 2 more bad lines)\n',
    );
    expect(status).toBe(2);
  });

  it('may be a file, and is one by its name alone', async () => {
    const folder = await temporaryFolder({ 'tenants.NDJSON': line(passing) + line(failing) });
    const terminal = inMemoryTerminal();

    await scanCommand(['--from', join(folder, 'tenants.NDJSON')], terminal);

    const results = terminal.written().trimEnd().split('\n').map(parseTenantResult);
    expect(results.map(({ tenantId }) => tenantId)).toEqual(['passing', 'failing']);
    expect(terminal.complaints).toEqual([]);
  });

  it('answers a line before the next one comes', async () => {
    const child = startScan(['--from', '-']);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

    child.stdin.write(line(passing));
    const first = await answers.next();
    child.stdin.end(line(failing));
    const second = await answers.next();

    expect(parseTenantResult(String(first.value)).tenantId).toBe('passing');
    expect(parseTenantResult(String(second.value)).tenantId).toBe('failing');
  });

  it('ends quietly when the reader has seen enough', async () => {
    const child = startScan(['--from', '-', '--control', '2.2.3']);
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(line(passing));
    await once(child.stdout, 'data');

    child.stdout.destroy();
    // Never ended: only the closed output can tell the program to stop.
    child.stdin.write(line(passing).repeat(3));
    const [status] = await once(child, 'close');

    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('waits for a slow reader and reads no further meanwhile', async () => {
    let read = 0;
    async function* source() {
      for (; read < 100; read += 1) yield Buffer.from(line(passing));
    }
    const ahead: number[] = [];
    let answered = 0;

    await answerStream(source(), settings, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      ahead.push(read - answered);
      answered += 1;
      return 'written';
    });

    expect(answered).toBe(100);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(1);
  });

  it('stays in bounds over thousands of tenants', async () => {
    const tenants = 2_000;
    const terminal = inMemoryTerminal(...Array.from({ length: tenants }, () => line(passing)));

    const status = await scanCommand(['--from', '-', '--control', '2.2.3'], terminal);

    expect(status).toBe(0);
    expect(terminal.written().split('\n')).toHaveLength(tenants + 1);
  });

  it('without any tenant is a wrong input, not a pass', async () => {
    expect(await runScan(['--from', '-'], '\n\n')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'gateproof: standard input: holds no tenant export\n',
    });
  });

  it('carries control characters of a tenant into no line of its own', async () => {
    const terminal = inMemoryTerminal('{"policies": "\u0007\n');
    await scanCommand(['--from', '-'], terminal);
    const { error } = z.object({ error: z.string() }).parse(JSON.parse(terminal.written()));
    expect(error).not.toMatch(/\p{Cc}/u);
  });
});
