import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { App } from '../../../shared/composition/app.ts';
import { type Operation, operation, type Visit } from '../operation.ts';
import { noBody } from '../read-request.ts';
import { gapUsersSchema } from '../schemas/gap-users.ts';
import { usersAnswer } from '../users-answer.ts';

const pathOfGap = {
  tenantId: tenantIdSchema,
  control: z.string(),
  /** The place in the result's list, from 1. */
  gap: z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,2}$/, 'must be the place of a gap in the result, from 1')),
    z.transform(Number),
  ),
};

const choices = {
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
    parameters: pathOfGap,
    query: choices,
    body: noBody,
    answers: { 200: { description: 'All users of the gap.', content: usersContent() } },
    conflicts: true,
    handle: usersAmong('gaps'),
  }),
  operation({
    operationId: 'listExceptedUsers',
    method: 'GET',
    path: 'results/{tenantId}/controls/{control}/excepted/{gap}/users',
    role: 'Results.Read',
    summary: 'The same of a gap that an exception or emergency access keeps open.',
    parameters: pathOfGap,
    query: choices,
    body: noBody,
    answers: { 200: { description: 'All users of the excepted gap.', content: usersContent() } },
    conflicts: true,
    handle: usersAmong('excepted'),
  }),
];

function usersAmong(among: 'gaps' | 'excepted') {
  return async (
    app: App,
    { request, parameters, query }: Visit<typeof pathOfGap, typeof choices, typeof noBody>,
  ) => {
    const { tenantId, control, gap } = parameters;
    const results = await app.results();
    const users = await results.users(tenantId, control, { among, gap, scanId: query.scanId });
    return usersAnswer(request, query.format, users);
  };
}

function usersContent() {
  return { 'application/json': gapUsersSchema, 'text/csv': 'text' } as const;
}
