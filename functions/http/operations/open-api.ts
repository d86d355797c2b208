import * as z from 'zod/mini';
import { jsonAnswer } from '../cacheable-answer.ts';
import { jsonOf, type Operation, openOperation } from '../operation.ts';
import { noBody } from '../read-request.ts';

const documentSchema = z.looseObject({ openapi: z.literal('3.1.1') });

/** The description of all operations, of itself too; open, as it tells nothing about a tenant. */
export const openApiOperations: readonly Operation[] = [
  openOperation({
    operationId: 'getOpenApiDocument',
    method: 'GET',
    path: 'openapi.json',
    role: 'none',
    summary: 'This document.',
    parameters: {},
    query: {},
    body: noBody,
    answers: { 200: jsonOf('An OpenAPI 3.1 document.', documentSchema) },
    async handle(_app, { request }) {
      // Made beforehand (`npm run describe-api`), so that no start pays for what makes it of the schemas.
      const { default: document } = await import('../../../docs/openapi.json', { with: { type: 'json' } });
      return jsonAnswer(request, document);
    },
  }),
];
