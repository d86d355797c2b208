import { request as makeRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { complaintsOf } from '../functions/open-api/asked-operations.ts';
import type { SeenAnswer } from '../functions/open-api/described-api.ts';
import { RandomRequests } from '../functions/open-api/random-request.ts';
import { StatusCounts } from '../functions/open-api/status-counts.ts';
import { told } from '../functions/open-api/told.ts';
import { runs } from '../properties/runs.ts';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';
import { accessTokenOf } from './personas.ts';
import { answerOf, sendRaw } from './send-raw.ts';
import { storageFingerprint } from './storage-fingerprint.ts';

let sandbox: BootedSandbox;
let known: Record<string, unknown[]>;
const tokens = new Map<string, string>();
beforeAll(async () => {
  sandbox = await bootSandbox();
  await sandbox.client.scan();
  for (const persona of ['reader', 'auditor', 'requester', 'approver']) {
    tokens.set(persona, await accessTokenOf(sandbox.tenant, persona));
  }
  const { tenantId, state } = sandbox.tenant;
  const remediationId = await proposeRemediation();
  const user = state.tenant.users.find(({ accountEnabled }) => accountEnabled);
  known = {
    tenantId: [tenantId],
    scanId: [(await sandbox.client.newestScan())?.scanId],
    control: ['2.2.3', 'mfa-for-all-users', '2.2.2'],
    gap: ['1', '2'],
    kind: ['user'],
    principalId: [user?.id],
    owner: [user?.id],
    controls: [['2.2.3'], ['mfa-for-all-users']],
    expiresOn: [new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)],
    ticket: ['1', '2', 'CHG-1'],
    policyId: state.tenant.policies.map(({ id }) => id),
    remediationId: [remediationId],
    rollBack: [remediationId],
    plan: [1],
  };
}, bootLimitMilliseconds);

/** So that there is one to be asked for. */
async function proposeRemediation(): Promise<string> {
  const answer = await fetch(`${sandbox.host.url}/api/remediations/${sandbox.tenant.tenantId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.get('requester')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ control: '2.2.3' }),
  });
  return proposedSchema.parse(await answer.json()).proposal.remediationId;
}

const proposedSchema = z.object({ proposal: z.object({ remediationId: z.string() }) });
afterAll(() => sandbox.stop());

const { seed, numRuns } = runs(150, 4_000);

/** A path that the host cannot read, or a request that is no HTTP, is refused before the app sees it: without a body. */
function isOfHost({ status, bytes }: SeenAnswer): boolean {
  return [400, 404, 431].includes(status) && bytes.length === 0;
}

/** All of the storage, but what the app goes on to collect by itself after a scan. */
async function written(): Promise<string[]> {
  const all = await storageFingerprint(sandbox.azurite);
  return all.filter((line) => !/^sign-?ins /i.test(line));
}

/**
 * The first scan and the proposal are told of by themselves, and the writer keeps the hash of the proposal: until then
 * the storage goes on changing.
 */
async function allIsQuiet(): Promise<void> {
  const lines = expect.poll(written, { timeout: 60_000 });
  await lines.toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^notifications \S+ webhook /),
      'notifications 0',
      expect.stringMatching(/^journal-heads /),
      'remediations 0',
    ]),
  );
}

async function askAtRandom(personas: readonly string[], from: number): Promise<StatusCounts> {
  const requests = new RandomRequests(
    from,
    known,
    personas.map((persona) => tokens.get(persona) ?? ''),
  );
  const counts = new StatusCounts();
  for (let number = 0; number < numRuns / 2; number += 1) {
    const request = requests.next();
    const answer = await sendRaw(sandbox.host.url, request);
    counts.add(answer.status);
    const exchange = `request ${number}: ${told(request)}\n${told(answer)}`;
    expect(answer.status, exchange).toBeLessThan(500);
    if (!isOfHost(answer)) expect(complaintsOf(request, answer), exchange).toEqual([]);
  }
  counts.report();
  return counts;
}

test(`${numRuns / 2} requests of people who may only read leave the storage as it was (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  await allIsQuiet();
  const before = await written();

  const counts = await askAtRandom(['reader', 'auditor'], seed);

  expect(await written()).toEqual(before);
  // Much of what there is to ask is not theirs.
  expect(counts.shareOfSuccess()).toBeGreaterThan(0.15);
});

test(`${numRuns / 2} requests of people who may write are answered as the document says (seed ${seed + 1})`, {
  timeout: 600_000,
}, async () => {
  const counts = await askAtRandom(['requester', 'approver', 'auditor'], seed + 1);

  expect(counts.shareOfSuccess()).toBeGreaterThan(0.2);
});

test('a body that goes on for ever is refused once it is too long, and one that does not come after ten seconds', async () => {
  const post = (length?: number) =>
    makeRequest(`${sandbox.host.url}/api/scans`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.get('requester')}`,
        'content-type': 'application/json',
        ...(length !== undefined && { 'content-length': length }),
      },
    }).on('error', () => undefined);
  const endless = post();
  const sending = setInterval(() => endless.write('x'.repeat(16_384)), 5);
  const slow = post(100);
  slow.write('{');

  const answers = await Promise.all([answerOf(endless), answerOf(slow)]);

  clearInterval(sending);
  endless.destroy();
  slow.destroy();
  expect(answers.map(({ status }) => status)).toEqual([413, 408]);
  expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual(
    Array(2).fill('application/problem+json'),
  );
});

test.each([
  ['two lengths', 'POST /api/scans HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
  [
    'a length and pieces',
    'POST /api/scans HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  ],
  ['a negative length', 'POST /api/scans HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n'],
  ['no host', 'GET /api/results HTTP/1.1\r\n\r\n'],
  ['two hosts', 'GET /api/results HTTP/1.1\r\nHost: a@b\r\n\r\n'],
  ['a header without a name', 'GET /api/results HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n'],
  ['headers without end', `GET /api/results HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
  ['no HTTP at all', 'hello\r\n\r\n'],
])('the host refuses %s', async (_what, text) => {
  const { port } = new URL(sandbox.host.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined).write(text);

  const pieces: Buffer[] = [];
  for await (const piece of socket) {
    pieces.push(piece);
    if (pieces.length > 0) break;
  }
  socket.destroy();

  expect(Buffer.concat(pieces).toString()).toMatch(/^HTTP\/1\.1 4\d\d /);
});
