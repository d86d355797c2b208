import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiClient } from '../../../shared/command-line/api/api-client.ts';
import {
  ConflictError,
  ForbiddenError,
  InputError,
  NotFoundError,
  TransientError,
  UnauthenticatedError,
} from '../../../shared/core/errors.ts';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

let asked: Asked[];
let answer: { status: number; body?: string; headers?: Record<string, string> };
let client: ApiClient;
let stop: () => void;

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: '{}' };
  const server = createServer(async (request: IncomingMessage, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, authorization: headers.authorization, body: await text(request) });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  client = new ApiClient({ url: `http://127.0.0.1:${port}/api/`, token: async () => 'the-token' });
  stop = () => server.close();
});
afterEach(() => stop());

test('a query holds the members that are given', async () => {
  answer = { status: 200, body: '{"items":[1]}' };

  const page = await client.get('exceptions', { size: 5, continuation: 'a b', tenantId: undefined });

  expect(page).toEqual({ items: [1] });
  expect(asked).toEqual([
    {
      method: 'GET',
      url: '/api/exceptions?size=5&continuation=a+b',
      authorization: 'Bearer the-token',
      body: '',
    },
  ]);
});

test('text is given as it is, and a refusal of it is the same error', async () => {
  answer = { status: 200, body: '# configuration\n' };
  expect(await client.getText('remediations/a/b/terraform')).toBe('# configuration\n');

  answer = { status: 404, body: '' };
  await expect(client.getText('remediations/a/b/terraform')).rejects.toThrow(NotFoundError);
});

test('a body is sent as JSON, and an answer without one is undefined', async () => {
  answer = { status: 204 };

  const answered = await client.post('exceptions/1/confirm', { reason: 'é' });

  expect(answered).toBeUndefined();
  expect(asked[0]).toMatchObject({ method: 'POST', body: '{"reason":"é"}' });
});

test.each([
  [400, InputError],
  [401, UnauthenticatedError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [409, ConflictError],
  [413, InputError],
  [429, TransientError],
  [500, TransientError],
  [503, TransientError],
])('a problem document with status %i is thrown with the server’s words', async (status, kind) => {
  answer = { status, body: JSON.stringify({ status, detail: 'What is wrong.' }) };

  const asking = client.delete('exceptions/1');

  await expect(asking).rejects.toThrow(kind);
  await expect(asking).rejects.toThrow('What is wrong.');
});

test('every wrong member of a request is told', async () => {
  const errors = [
    { member: 'owner', message: 'is missing' },
    { member: 'expiresOn', message: 'is too late' },
  ];
  answer = { status: 400, body: JSON.stringify({ detail: 'The request is wrong.', errors }) };

  await expect(client.post('exceptions', {})).rejects.toMatchObject({ problems: errors });
});

test('a redirection is not followed, so that the token goes nowhere else', async () => {
  answer = { status: 302, headers: { location: '/elsewhere' } };

  await expect(client.get('results')).rejects.toThrow('The address answered 302: is it that of the API?');
  expect(asked).toHaveLength(1);
});

test('a page that is no JSON is no answer of the API', async () => {
  answer = { status: 200, body: '<html>' };

  await expect(client.get('results')).rejects.toThrow('is it that of the API?');
});

test('an address that does not answer is named', async () => {
  stop();
  const nobody = new ApiClient({ url: 'http://127.0.0.1:1/api', token: async () => 't' });

  await expect(nobody.get('results')).rejects.toThrow(TransientError);
  await expect(nobody.get('results')).rejects.toThrow('http://127.0.0.1:1/api does not answer');
});
