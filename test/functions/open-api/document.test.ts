import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { everyOperation } from '../../../functions/http/routes.ts';
import { openApi } from '../../../functions/open-api.ts';
import { describedApi, describedRequest } from '../../../scripts/describe-api.ts';
import { answerOf } from '../answers.ts';
import { appUnderTest, request } from '../app-under-test.ts';
import { describedOperations, document } from './described-api.ts';

describe('the OpenAPI document', () => {
  it('is right by the schema of OpenAPI 3.1', async () => {
    const validator = new Validator();

    expect(await validator.validate(describedApi())).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('stands in docs/openapi.json as it is served: see npm run describe-api', async () => {
    const committed = await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');

    expect(committed).toBe(describedApi());
  });

  it('stands beside the schema of what pipelines send, which is that of the app', async () => {
    const path = '../../../docs/remediation-request.schema.json';

    expect(await readFile(new URL(path, import.meta.url), 'utf8')).toBe(describedRequest());
  });

  it('is served to anybody, with an ETag', async () => {
    const { app } = appUnderTest();
    const ask = (headers: Record<string, string>) =>
      answerOf(openApi(app), request('openapi.json', { headers: { authorization: '', ...headers } }));

    const answer = await ask({});

    expect(answer.json()).toEqual(document);
    const etag = answer.headers.get('etag') ?? '';
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
  });

  it('describes every operation once, with the role that it asks for', () => {
    const wanted = everyOperation.flatMap(({ operationId, method, path, role }) => {
      const operation = { path: `/${path}`, role: role === 'none' ? undefined : role };
      const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
      return methods.map((each) => ({
        ...operation,
        method: each,
        id: each === 'HEAD' ? `${operationId}Head` : operationId,
      }));
    });

    const found = describedOperations.map(({ path, method, operation }) => ({
      path,
      method,
      id: operation.operationId,
      role: operation['x-app-role'],
    }));

    expect(new Set(found)).toEqual(new Set(wanted));
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it('names the header in which a table of sign-ins says how far it is known', () => {
    const told = describedOperations.find(({ operation }) => operation.operationId === 'listDeviceCodeUses');

    expect(told?.operation.responses['200']).toHaveProperty('headers.X-Coverage');
  });

  it('gives every answer but files and tables a schema', () => {
    const without = everyOperation.flatMap(({ operationId, answers }) =>
      Object.values(answers)
        .filter(({ content }) => content === undefined)
        .map(() => operationId),
    );

    expect(without).toEqual([]);
  });
});
