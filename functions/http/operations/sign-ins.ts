import type { HttpResponseInit } from '@azure/functions';
import * as z from 'zod/mini';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { UsesAnswer } from '../../../shared/application/sign-ins/read-sign-in-evidence.ts';
import { jsonAnswer } from '../cacheable-answer.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../page-request.ts';
import { noBody } from '../read-request.ts';
import { policyResultsAnswerSchema, usesAnswerSchema } from './sign-in-answers.ts';

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
      'Who uses the device code flow, by user, app and resource, in the days from `from` to `to`, and how far that is known.',
    parameters: { tenantId: tenantIdSchema },
    query: { ...usesQuery, ...pageQuery },
    body: noBody,
    answers: {
      200: { description: 'A page of uses.', content: { 'application/json': usesAnswerSchema } },
    },
    async handle(app, { request, parameters, query: { size, continuation, ...query } }) {
      const evidence = await app.signInEvidence();
      return jsonAnswer(request, await evidence.uses(parameters.tenantId, query, { size, continuation }));
    },
  }),
  operation({
    operationId: 'exportDeviceCodeUses',
    method: 'GET',
    path: 'sign-ins/{tenantId}/csv',
    role: 'Evidence.Read',
    revalidates: false,
    summary: 'The same as a table, all of it at once; what it is worth stands in the header `x-coverage`.',
    parameters: { tenantId: tenantIdSchema },
    query: usesQuery,
    body: noBody,
    answers: { 200: { description: 'A table of uses.', content: { 'text/csv': 'text' } } },
    async handle(app, { parameters, query }) {
      const evidence = await app.signInEvidence();
      const everything = { size: Number.MAX_SAFE_INTEGER };
      return csvAnswer(await evidence.uses(parameters.tenantId, query, everything));
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
    answers: {
      200: { description: 'A page of results.', content: { 'application/json': policyResultsAnswerSchema } },
    },
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

async function csvAnswer({ items, coverage, conclusion }: UsesAnswer): Promise<HttpResponseInit> {
  const { stringify } = await import('csv-stringify/sync');
  const { complete, provisional, missing, collectedAt } = coverage;
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="device-code-uses.csv"',
      'cache-control': 'private, no-cache',
      'x-coverage': JSON.stringify({
        conclusion: conclusion.kind,
        collectedAt,
        complete,
        provisional,
        missing: missing.map(({ from, to, reason }) => ({ from, to, reason })),
      }),
    },
    // A name that begins like a formula is text to whoever opens the table.
    body: stringify([...items], { header: true, columns, escape_formulas: true }),
  };
}
