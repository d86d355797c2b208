import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { type Operation, operation } from '../operation.ts';
import { noBody } from '../read-request.ts';
import { gapUsersSchema } from '../schemas/gap-users.ts';
import { usersAnswer } from '../users-answer.ts';

const parameters = {
  tenantId: tenantIdSchema,
  control: z.string(),
  /** The place in the result's list, from 1. */
  gap: z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,2}$/, 'must be the place of a gap in the result, from 1')),
    z.transform(Number),
  ),
};

const query = {
  format: z.optional(z.enum(['json', 'csv'], 'must be json or csv')),
  scanId: z.optional(scanIdSchema),
};

/** Everybody in one gap of the newest result. */
export const gapUserOperations: readonly Operation[] = [
  operation({
    operationId: 'listGapUsers',
    method: 'GET',
    path: 'results/{tenantId}/controls/{control}/gaps/{gap}/users',
    role: 'Results.Read',
    summary:
      'Everybody whom a gap of the newest result counts, as a stream: JSON, or CSV where `format` or `Accept` asks for it. ' +
      'With `scanId` only of that scan, else 409.',
    parameters,
    query,
    body: noBody,
    answers: { 200: { description: 'All users of the gap.', content: usersContent() } },
    conflicts: true,
    handle: async (app, { request, parameters: { tenantId, control, gap }, query: { format, scanId } }) => {
      const results = await app.results();
      return usersAnswer(
        request,
        format,
        await results.users(tenantId, control, { among: 'gaps', gap, scanId }),
      );
    },
  }),
  operation({
    operationId: 'listExceptedUsers',
    method: 'GET',
    path: 'results/{tenantId}/controls/{control}/excepted/{gap}/users',
    role: 'Results.Read',
    summary: 'The same of a gap that an exception or emergency access keeps open.',
    parameters,
    query,
    body: noBody,
    answers: { 200: { description: 'All users of the excepted gap.', content: usersContent() } },
    conflicts: true,
    handle: async (app, { request, parameters: { tenantId, control, gap }, query: { format, scanId } }) => {
      const results = await app.results();
      return usersAnswer(
        request,
        format,
        await results.users(tenantId, control, { among: 'excepted', gap, scanId }),
      );
    },
  }),
];

function usersContent() {
  return { 'application/json': gapUsersSchema, 'text/csv': 'text' } as const;
}
