import * as z from 'zod/mini';
import { exceptionProposalSchema } from '../../../shared/application/exceptions/exception-proposal.ts';
import {
  exceptionStepSchema,
  exceptionSummarySchema,
} from '../../../shared/application/exceptions/registered-exception-schema.ts';
import { exceptionSchema } from '../../../shared/application/exceptions-file.ts';
import { jsonAnswer } from '../cacheable-answer.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../page-request.ts';
import { noBody } from '../read-request.ts';
import {
  changedAnswer,
  exceptionDecisionOperations,
  ofException,
  ofTenant,
  theException,
} from './exception-decisions.ts';

const statusSchema = z.optional(
  z.enum(['proposed', 'confirmed', 'ended'], 'must be "proposed", "confirmed" or "ended"'),
);

/** The register of exceptions. */
export const exceptionsOperations = [
  operation({
    operationId: 'listExceptions',
    method: 'GET',
    path: 'exceptions/{tenantId}',
    role: 'Results.Read',
    summary: 'The exceptions of a tenant, the latest proposals first.',
    parameters: ofTenant,
    query: { ...pageQuery, status: statusSchema },
    body: noBody,
    answers: {
      200: {
        description: 'A page of exceptions without their members.',
        content: {
          'application/json': z.object({
            items: z.array(exceptionSummarySchema),
            continuation: z.optional(z.string()),
          }),
        },
      },
    },
    handle: async (app, { request, parameters: { tenantId }, query: { status, ...page } }) =>
      jsonAnswer(request, await (await app.exceptions()).list(tenantId, status, page)),
  }),
  operation({
    operationId: 'proposeException',
    method: 'POST',
    path: 'exceptions/{tenantId}',
    role: 'Exceptions.Write',
    conflicts: true,
    summary: 'Proposes an exception, which holds once a second person confirms it.',
    parameters: ofTenant,
    query: {},
    body: exceptionProposalSchema,
    answers: {
      200: theException('The same proposal of the same person, which stands already.'),
      201: theException('The proposal, with the members that the group has now.'),
    },
    async handle(app, { caller, parameters: { tenantId }, body }) {
      const { entry, isNew } = await (await app.exceptions()).propose(caller, tenantId, body);
      const { headers, ...answer } = changedAnswer(entry);
      const location = `/api/exceptions/${tenantId}/${entry.id}`;
      return { ...answer, status: isNew ? 201 : 200, headers: { ...headers, location } };
    },
  }),
  operation({
    operationId: 'exportExceptions',
    method: 'GET',
    path: 'exceptions/{tenantId}/export',
    role: 'Results.Read',
    summary: 'The exceptions that hold now, in the form that the command line reads.',
    parameters: ofTenant,
    query: {},
    body: noBody,
    answers: {
      200: {
        description: 'An exceptions file.',
        content: { 'application/json': z.array(exceptionSchema) },
      },
    },
    handle: async (app, { request, parameters: { tenantId } }) =>
      jsonAnswer(request, await (await app.exceptions()).export(tenantId)),
  }),
  operation({
    operationId: 'getException',
    method: 'GET',
    path: 'exceptions/{tenantId}/{id}',
    role: 'Results.Read',
    summary: 'One exception, with the members that it is for.',
    parameters: ofException,
    query: {},
    body: noBody,
    answers: { 200: theException('The exception.') },
    handle: async (app, { request, parameters: { tenantId, id } }) =>
      jsonAnswer(request, await (await app.exceptions()).get(tenantId, id)),
  }),
  operation({
    operationId: 'getExceptionHistory',
    method: 'GET',
    path: 'exceptions/{tenantId}/{id}/history',
    role: 'Results.Read',
    summary: 'Every step in the life of an exception: who took it, when and why.',
    parameters: ofException,
    query: {},
    body: noBody,
    answers: {
      200: {
        description: 'The steps, the first one first.',
        content: { 'application/json': z.object({ items: z.array(exceptionStepSchema) }) },
      },
    },
    handle: async (app, { request, parameters: { tenantId, id } }) =>
      jsonAnswer(request, { items: await (await app.exceptions()).history(tenantId, id) }),
  }),
  ...exceptionDecisionOperations,
];
