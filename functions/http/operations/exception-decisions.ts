import * as z from 'zod/mini';
import {
  contentHashSchema,
  endingReasonSchema,
} from '../../../shared/application/exceptions/exception-proposal.ts';
import { registeredExceptionSchema } from '../../../shared/application/exceptions/registered-exception-schema.ts';
import { exceptionIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { RegisteredException } from '../../../shared/core/exceptions/registered-exception.ts';
import { jsonOf, operation } from '../operation.ts';

export const ofTenant = { tenantId: tenantIdSchema };
export const ofException = { ...ofTenant, id: exceptionIdSchema };

const endingSchema = z.strictObject({ reason: z.optional(endingReasonSchema) });

export const theException = (description: string) => jsonOf(description, registeredExceptionSchema);

/** What becomes of a proposed exception, and how one ends. */
export const exceptionDecisionOperations = [
  operation({
    operationId: 'confirmException',
    method: 'POST',
    path: 'exceptions/{tenantId}/{id}/confirm',
    role: 'Exceptions.Write',
    conflicts: true,
    summary: 'Confirms what another person proposed, as it was read. The next scan judges by it.',
    parameters: ofException,
    query: {},
    body: z.strictObject({ contentHash: contentHashSchema }),
    answers: { 200: theException('The exception, which holds now.') },
    handle: async (app, { caller, parameters, body: { contentHash } }) =>
      changedAnswer(await (await app.exceptions()).confirm({ caller, ...parameters }, contentHash)),
  }),
  operation({
    operationId: 'rejectException',
    method: 'POST',
    path: 'exceptions/{tenantId}/{id}/reject',
    role: 'Exceptions.Write',
    conflicts: true,
    summary: 'Says no to what another person proposed.',
    parameters: ofException,
    query: {},
    body: endingSchema,
    answers: { 200: theException('The exception, which never held.') },
    handle: async (app, { caller, parameters, body: { reason } }) =>
      changedAnswer(await (await app.exceptions()).reject({ caller, ...parameters }, reason)),
  }),
  operation({
    operationId: 'withdrawException',
    method: 'POST',
    path: 'exceptions/{tenantId}/{id}/withdraw',
    role: 'Exceptions.Write',
    conflicts: true,
    summary: 'Ends an exception before its last day, or takes a proposal back.',
    parameters: ofException,
    query: {},
    body: endingSchema,
    answers: { 200: theException('The exception, which holds no longer.') },
    handle: async (app, { caller, parameters, body: { reason } }) =>
      changedAnswer(await (await app.exceptions()).withdraw({ caller, ...parameters }, reason)),
  }),
];

/** The exception as it is after a step. */
export function changedAnswer(entry: RegisteredException) {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(entry) };
}
