import * as z from 'zod/mini';
import { remediationIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import {
  remediationStatusSchema,
  remediationSummarySchema,
} from '../../../shared/application/remediation/remediation-schema.ts';
import {
  controlIdSchema,
  remediationWishSchema,
} from '../../../shared/application/remediation/remediation-wish.ts';
import { jsonAnswer } from '../cacheable-answer.ts';
import { jsonOf, type Operation, operation } from '../operation.ts';
import { pageQuery } from '../page-request.ts';
import { noBody } from '../read-request.ts';
import { plansOfControlSchema, shownRemediationSchema } from '../schemas/remediations.ts';
import { pageOf } from '../schemas/results.ts';
import { changedRemediation, remediationDecisionOperations } from './remediation-decisions.ts';
import { remediationRecordOperations } from './remediation-records.ts';

const ofTenant = { tenantId: tenantIdSchema };
const ofRemediation = { ...ofTenant, remediationId: remediationIdSchema };

const theRemediation = (description: string) => jsonOf(description, shownRemediationSchema);

/** What is proposed to close gaps, and what becomes of it. */
export const remediationsOperations: readonly Operation[] = [
  operation({
    operationId: 'listRemediations',
    method: 'GET',
    path: 'remediations/{tenantId}',
    role: 'Results.Read',
    summary: 'The remediations of a tenant, the latest proposals first.',
    parameters: ofTenant,
    query: { ...pageQuery, status: z.optional(remediationStatusSchema) },
    body: noBody,
    answers: { 200: jsonOf('A page of remediations.', pageOf(remediationSummarySchema)) },
    handle: async (app, { request, parameters: { tenantId }, query: { status, ...page }, logger }) =>
      jsonAnswer(request, await (await app.remediations(logger)).list(tenantId, status, page)),
  }),
  operation({
    operationId: 'proposeRemediation',
    method: 'POST',
    path: 'remediations/{tenantId}',
    role: 'Remediation.Propose',
    conflicts: true,
    summary:
      'Proposes a plan for a control, by what the newest scan read; or to take back what a remediation wrote, or to ' +
      'bring its policies back to what was approved. Nothing is written before other people approve it.',
    parameters: ofTenant,
    query: {},
    body: remediationWishSchema,
    answers: {
      200: theRemediation('The same proposal of the same person, which stands already.'),
      201: theRemediation('The proposal, with the hash that approvers sign.'),
    },
    async handle(app, { caller, parameters: { tenantId }, body, logger }) {
      const { shown, isNew } = await (await app.remediations(logger)).propose(caller, tenantId, body);
      const { headers, ...answer } = changedRemediation(shown);
      const location = `/api/remediations/${tenantId}/${shown.proposal.remediationId}`;
      return { ...answer, status: isNew ? 201 : 200, headers: { ...headers, location } };
    },
  }),
  operation({
    operationId: 'getPlans',
    method: 'GET',
    path: 'remediations/{tenantId}/plans/{control}',
    role: 'Results.Read',
    conflicts: true,
    summary: 'What can be done for a control, by what the newest scan read: the least change first.',
    parameters: { ...ofTenant, control: controlIdSchema },
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The plans.', plansOfControlSchema) },
    handle: async (app, { request, parameters: { tenantId, control }, logger }) =>
      jsonAnswer(request, await (await app.remediations(logger)).plans(tenantId, control)),
  }),
  operation({
    operationId: 'getRemediation',
    method: 'GET',
    path: 'remediations/{tenantId}/{remediationId}',
    role: 'Results.Read',
    summary: 'One remediation: the proposal, how far it is, what was measured, and what can be decided now.',
    parameters: ofRemediation,
    query: {},
    body: noBody,
    answers: { 200: theRemediation('The remediation.') },
    handle: async (app, { request, parameters: { tenantId, remediationId }, logger }) =>
      jsonAnswer(request, await (await app.remediations(logger)).get(tenantId, remediationId)),
  }),
  ...remediationRecordOperations,
  ...remediationDecisionOperations,
];
