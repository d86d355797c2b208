import * as z from 'zod/mini';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { questionMembers } from '../../../shared/application/why/question-schema.ts';
import { NotFoundError } from '../../../shared/core/errors.ts';
import { jsonAnswer } from '../cacheable-answer.ts';
import { jsonOf, type Operation, operation } from '../operation.ts';
import { noBody } from '../read-request.ts';
import { errorAdviceSchema, whyAnswerSchema } from '../schemas/why.ts';

/** Why a sign-in fails, and what to do instead. */
export const whyOperations: readonly Operation[] = [
  operation({
    operationId: 'explainError',
    method: 'GET',
    path: 'why/codes/{code}',
    role: 'Results.Read',
    summary: 'What an AADSTS error means, whether it is expected under the device code flow, and what to do.',
    parameters: {
      code: z.string().check(z.regex(/^(AADSTS)?\d{5,7}$/i, 'must be the number of an AADSTS error')),
    },
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The advice.', errorAdviceSchema) },
    async handle(_app, { request, parameters: { code } }) {
      const { findError } = await import('../../../shared/core/why/advice/error-advice.ts');
      const advice = findError(code);
      if (advice === undefined) throw new NotFoundError(`There is no advice for the error ${code}.`);
      return jsonAnswer(request, advice);
    },
  }),
  operation({
    operationId: 'explainSignIn',
    method: 'GET',
    path: 'why/{tenantId}',
    conflicts: true,
    role: 'Results.Read',
    summary:
      'One sign-in by what the newest scan read: which policies apply, what stops it and with which error, what works ' +
      'instead, and which gap an exclusion would open. Members are named as in a witness; `none` stands for its null.',
    parameters: { tenantId: tenantIdSchema },
    query: questionMembers,
    body: noBody,
    answers: { 200: jsonOf('The explanation.', whyAnswerSchema) },
    handle: async (app, { request, parameters: { tenantId }, query }) =>
      jsonAnswer(request, await app.why(tenantId, query)),
  }),
];
