import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as z from 'zod/mini';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { UsesAnswer } from '../../../shared/application/sign-ins/evidence-answers.ts';
import { jsonAnswer, textAnswer } from '../cacheable-answer.ts';
import { jsonOf, operation } from '../operation.ts';
import { pageQuery } from '../page-request.ts';
import { noBody } from '../read-request.ts';
import { policyResultsAnswerSchema, usesAnswerSchema } from '../schemas/sign-ins.ts';
import { wantedFormat } from '../wanted-format.ts';

const objectId = z.guid('must be an object id or app id (a GUID)').check(z.toLowerCase());
const day = z.optional(z.iso.date('must be a day as YYYY-MM-DD'));

const periodQuery = { from: day, to: day, user: z.optional(objectId), app: z.optional(objectId) };
const usesQuery = {
  ...periodQuery,
  resource: z.optional(objectId),
  kind: z.optional(z.enum(['direct', 'tracked', 'blocked'], 'must be direct, tracked or blocked')),
};
const resultName = z.string().check(z.regex(/^\w{1,64}$/, 'must be a result as Graph names it'));

/** Who really uses the device code flow, and what policies did to sign-ins. */
export const signInOperations = [
  operation({
    operationId: 'listDeviceCodeUses',
    method: 'GET',
    path: 'sign-ins/{tenantId}',
    role: 'Evidence.Read',
    summary:
      'Who uses the device code flow, by user, app and resource, in the days from `from` to `to`, and how far that is known. ' +
      'CSV, where `format` or `Accept` asks for it, holds all pages, and how far that is known stands in the header `x-coverage`.',
    parameters: { tenantId: tenantIdSchema },
    query: { ...usesQuery, ...pageQuery, format: z.optional(z.enum(['json', 'csv'], 'must be json or csv')) },
    body: noBody,
    answers: {
      200: {
        description: 'A page of uses, or a table of all.',
        content: { 'application/json': usesAnswerSchema, 'text/csv': 'text' },
        headers: { 'X-Coverage': 'Of CSV: conclusion, complete, provisional and missing times, as JSON.' },
      },
    },
    async handle(app, { request, parameters: { tenantId }, query }) {
      const { size, continuation, format, ...wanted } = query;
      const evidence = await app.signInEvidence();
      if (wantedFormat(request, format) === 'csv') {
        return csvAnswer(request, await evidence.uses(tenantId, wanted, { size: Number.MAX_SAFE_INTEGER }));
      }
      return jsonAnswer(request, await evidence.uses(tenantId, wanted, { size, continuation }));
    },
  }),
  operation({
    operationId: 'getPolicyResults',
    method: 'GET',
    path: 'sign-ins/{tenantId}/policies/{policyId}',
    role: 'Evidence.Read',
    summary:
      'What a policy did to sign-ins or, in report-only, would have done: by day, and by user and app; `reportOnlyNotApplied` included.',
    parameters: { tenantId: tenantIdSchema, policyId: objectId },
    query: { ...periodQuery, result: z.optional(resultName), ...pageQuery },
    body: noBody,
    answers: { 200: jsonOf('A page of results.', policyResultsAnswerSchema) },
    async handle(app, { request, parameters, query: { size, continuation, ...query } }) {
      const { tenantId, policyId } = parameters;
      const evidence = await app.signInEvidence();
      return jsonAnswer(
        request,
        await evidence.policyResults(tenantId, policyId, query, { size, continuation }),
      );
    },
  }),
];

const columns = [
  'userId',
  'userPrincipalName',
  'appId',
  'appDisplayName',
  'resourceId',
  'resourceDisplayName',
  'resourceTenantId',
  'kind',
  'count',
  'firstAt',
  'lastAt',
];

async function csvAnswer(
  request: HttpRequest,
  { items, coverage, conclusion }: UsesAnswer,
): Promise<HttpResponseInit> {
  const { stringify } = await import('csv-stringify/sync');
  const { complete, provisional, missing, collectedAt } = coverage;
  // A name that begins like a formula is text to whoever opens the table.
  const table = stringify([...items], { header: true, columns, escape_formulas: true });
  return textAnswer(request, table, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="device-code-uses.csv"',
    'x-coverage': JSON.stringify({
      conclusion: conclusion.kind,
      collectedAt,
      complete,
      provisional,
      missing: missing.map(({ from, to, reason }) => ({ from, to, reason })),
    }),
  });
}
