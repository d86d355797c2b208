import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { willingSignIn } from '../sandbox/entra-tenant/evaluation/sign-in.ts';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';
import { accessTokenOf } from './personas.ts';

let sandbox: BootedSandbox;
beforeAll(async () => {
  sandbox = await bootSandbox();
}, bootLimitMilliseconds);
afterAll(() => sandbox.stop());

const answerSchema = z.object({
  conclusion: z.object({ kind: z.string() }),
  items: z.array(z.looseObject({ userId: z.string(), kind: z.string(), count: z.number() })),
  coverage: z.looseObject({ provisional: z.array(z.unknown()), missing: z.array(z.unknown()) }),
});

async function evidence() {
  const authorization = `Bearer ${await accessTokenOf(sandbox.tenant, 'auditor')}`;
  const address = `${sandbox.host.url}/api/sign-ins/${sandbox.tenant.tenantId}`;
  const response = await fetch(address, { headers: { authorization } });
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json());
}

test('nothing is concluded at first, and who used the device code flow is known soon after a scan', async () => {
  expect((await evidence()).conclusion.kind).toBe('unknown');
  const [userId = ''] = sandbox.tenant.usersWhoCanUseDeviceCode();
  const resource = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
  const { outcome } = sandbox.tenant.evaluate({ ...willingSignIn, userId, resource, flow: 'deviceCodeFlow' });
  expect(outcome).toBe('token');

  await sandbox.client.scan();

  const { items, coverage } = await vi.waitUntil(
    async () => {
      const answer = await evidence();
      return answer.conclusion.kind === 'used' ? answer : undefined;
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(items).toMatchObject([{ userId, kind: 'direct', count: 1 }]);
  expect(coverage.provisional).not.toEqual([]);
}, 120_000);
