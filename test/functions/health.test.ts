import { describe, expect, it } from 'vitest';
import { health } from '../../functions/health.ts';
import { succeededScan } from '../application/examples.ts';
import { answerOf } from './answers.ts';
import { appUnderTest, request } from './app-under-test.ts';

describe('GET /api/health', () => {
  it('answers 200 when every tenant has a fresh result', async () => {
    const { app, resultStore, tenantIds } = appUnderTest();
    for (const [index, tenant] of tenantIds.entries()) {
      await resultStore.saveScan(succeededScan(index, tenant), []);
    }

    const answer = await answerOf(health(app), request('health'));

    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'healthy', tenants: 2 });
  });

  it('answers 503 with the reason, and forbids to keep the answer', async () => {
    const { app } = appUnderTest();

    const answer = await answerOf(health(app), request('health'));

    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('2 of 2 tenants') });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
