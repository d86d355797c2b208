import { expect, it } from 'vitest';
import { runScan } from '../../functions/run-scan.ts';
import { scanRequest } from '../application/examples.ts';
import { keepRemediation, keptRemediation } from '../application/remediation/kept-remediation.ts';
import { exampleProposal } from '../application/remediation/remediation-examples.ts';
import { appUnderTest, invocation } from './app-under-test.ts';

it('A scan of the app follows the remediations of its tenant, and logs no failure', async () => {
  const { app, remediationStore, remediationQueue } = appUnderTest({
    clock: () => new Date('2026-11-06T06:00:00.000Z'),
  });
  const proposal = exampleProposal(1);
  await keepRemediation(remediationStore, proposal);
  const { context, log } = invocation({
    id: 'm1',
    dequeueCount: 1,
    insertionTime: '2026-11-02T06:00:00+00:00',
  });

  await runScan(app)(scanRequest(1), context);

  const { remediation } = await keptRemediation(remediationStore, proposal);
  expect(remediation.state.status).toBe('expired');
  const asked = remediationQueue.messages.map(({ remediationId }) => remediationId);
  expect(new Set(asked)).toEqual(new Set([proposal.remediationId]));
  expect(log.join(' ')).not.toContain('could not');
});
