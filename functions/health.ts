import type { HttpHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { answering } from './http/answering.ts';
import { problemAnswer } from './http/problem.ts';

/** For probes without a key: 503 when the results of any tenant are older than they should be. */
export function health(app: Pick<App, 'checkHealth'>): HttpHandler {
  return answering(async (request) => {
    const checked = await app.checkHealth();
    if (checked.status === 'stale') return problemAnswer(request, 503, checked.reason);
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify(checked),
    };
  });
}
