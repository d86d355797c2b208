import { expect, it } from 'vitest';
import { tenantId } from '../application/examples.ts';
import { openTenant, remediationsUnderTest, tenant } from './remediations-under-test.ts';

it('A pipeline asks by a message for a proposal, which two people must approve', async () => {
  const self = await remediationsUnderTest();

  await self.ask({ control: 'MS.AAD.3.9v1', requestedBy: 'nightly compliance', requestId: 'run 7' });

  expect(await self.only()).toMatchObject({
    proposal: {
      id: '2.2.3',
      requestedBy: { kind: 'pipeline', name: 'nightly compliance' },
      rules: { approvals: 2 },
    },
    state: { status: 'proposed' },
  });
});

it('The same message delivered twice is one proposal', async () => {
  const self = await remediationsUnderTest();

  await self.ask({});
  await self.ask({});

  expect(await self.remediationStore.standing(tenant)).toHaveLength(1);
});

it('Nothing is proposed where nothing has to be done, or another remediation is in the way', async () => {
  const done = await remediationsUnderTest({ readTenant: async () => ({ ...openTenant, users: [] }) });
  const standing = await remediationsUnderTest();
  await standing.propose('ada');

  await done.ask({ control: '2.2.4' });
  await standing.ask({});

  expect(await done.remediationStore.standing(tenant)).toEqual([]);
  expect(await standing.remediationStore.standing(tenant)).toHaveLength(1);
});

it.each([
  ['no control', { control: undefined }, 'control'],
  ['a control that there is not', { control: '9.9.9' }, 'control'],
  ['a plan that there is not', { plan: 99 }, 'plan'],
  ['another version', { version: 2 }, 'version'],
  ['nobody’s name', { requestedBy: ' ' }, 'requestedBy'],
  ['a name of several lines', { requestedBy: 'a\nb' }, 'requestedBy'],
  ['a tenant that is not looked after', { tenantId: tenantId(9) }, 'tenantId'],
  ['what it does not know', { approved: true }, 'approved'],
])('A message with %s is kept with its reason, and goes the way of poison', async (_what, parts, member) => {
  const self = await remediationsUnderTest();

  await expect(self.ask(parts)).rejects.toThrow(member);

  const { items } = await self.resultStore.rejectedMessages({ size: 10 });
  expect(items).toMatchObject([{ queue: 'remediation-requests', reason: expect.stringContaining(member) }]);
  expect(await self.remediationStore.standing(tenant)).toEqual([]);
});
