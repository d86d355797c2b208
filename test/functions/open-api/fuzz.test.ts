import { beforeAll, expect, it, vi } from 'vitest';
import { ada, rooms } from '../../core/exceptions/register-examples.ts';
import { runs } from '../../properties/runs.ts';
import { complaintsOf } from './asked-operations.ts';
import { RandomRequests } from './random-request.ts';
import { foreignApproval, type RunningApi, runningApi } from './running-api.ts';
import { StatusCounts } from './status-counts.ts';
import { told } from './told.ts';

const { seed, numRuns } = runs(400, 16_000);

let api: RunningApi;
let writes: () => number;
beforeAll(async () => {
  api = await runningApi();
  const { resultStore, evidenceStore, gapUserStore, exceptionRegister } = api;
  const { scanQueue, notificationQueue, signInQueue, remediationStore, remediationQueue } = api;
  const spies = [
    vi.spyOn(resultStore, 'saveScan'),
    vi.spyOn(resultStore, 'saveRejectedMessage'),
    vi.spyOn(evidenceStore, 'save'),
    vi.spyOn(gapUserStore, 'save'),
    vi.spyOn(exceptionRegister, 'create'),
    vi.spyOn(exceptionRegister, 'change'),
    vi.spyOn(scanQueue, 'put'),
    vi.spyOn(notificationQueue, 'put'),
    vi.spyOn(signInQueue, 'put'),
    vi.spyOn(remediationStore, 'create'),
    vi.spyOn(remediationStore, 'advance'),
    vi.spyOn(remediationQueue, 'put'),
  ];
  writes = () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
});

it(`${numRuns} requests, many of them spoilt, are answered as the document says and write only what was asked for (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const known = {
    ...api.known,
    principalId: [rooms],
    owner: [ada.objectId],
    controls: [['2.2.3'], ['mfa-for-all-users']],
    expiresOn: ['2027-01-31'],
    ticket: ['1', '2', 'CHG-1'],
    hash: [foreignApproval.hash],
    idToken: [foreignApproval.idToken],
    rollBack: api.known['remediationId'] ?? [],
    plan: [1],
  };
  const requests = new RandomRequests(seed, known, ['Ada', 'Ada', 'Bo', 'Results.Read']);
  const counts = new StatusCounts();

  for (let number = 0; number < numRuns; number += 1) {
    const request = requests.next();
    const before = writes();

    const answer = await api.send(request);

    counts.add(answer.status);
    const exchange = `request ${number}: ${told(request)}\n${told(answer)}`;
    expect(complaintsOf(request, answer), exchange).toEqual([]);
    expect(answer.status, exchange).toBeLessThan(500);
    if (request.method !== 'POST' || answer.status >= 300) expect(writes(), exchange).toBe(before);
  }

  counts.report();
  expect(counts.shareOfSuccess()).toBeGreaterThan(0.25);
  expect(counts.statuses()).toEqual(
    expect.arrayContaining([200, 201, 202, 400, 401, 403, 404, 405, 409, 415]),
  );
});
