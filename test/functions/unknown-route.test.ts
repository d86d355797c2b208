import { describe, expect, it } from 'vitest';
import { unknownRoute } from '../../functions/unknown-route.ts';
import { answerOf } from './answers.ts';
import { request } from './app-under-test.ts';

function ask(method: string, path: string) {
  return answerOf(unknownRoute(), request(path, { method, params: { path } }));
}

describe('an address that no function answers', () => {
  it.each(['', 'scan', 'scans/1', 'health/live', 'resultss', '..'])('is not found: %j', async (path) => {
    const answer = await ask('GET', path);

    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ status: 404, title: 'Not Found' });
  });

  it.each([
    ['GET', 'scans', 'POST'],
    ['DELETE', 'results', 'GET, HEAD'],
    ['POST', 'Results/a/b', 'GET, HEAD'],
    ['PUT', 'health', 'GET, HEAD'],
  ])('says which methods it allows: %s %s', async (method, path, allowed) => {
    const answer = await ask(method, path);

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allowed);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
