import * as z from 'zod/mini';
import { remediationIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { journalEntrySchema } from '../../../shared/application/remediation/journal-entry-schema.ts';
import { shownEntry } from '../../../shared/application/remediation/shown-remediation.ts';
import { graphRequests } from '../../../shared/core/remediation/graph-requests.ts';
import { jsonAnswer, textAnswer } from '../cacheable-answer.ts';
import { jsonOf, operation } from '../operation.ts';
import { noBody } from '../read-request.ts';
import { plannedRequestSchema, shownEntrySchema } from '../schemas/remediations.ts';

const ofRemediation = { tenantId: tenantIdSchema, remediationId: remediationIdSchema };

/** What happened to a remediation, and what is written for it. */
export const remediationRecordOperations = [
  operation({
    operationId: 'getRemediationJournal',
    method: 'GET',
    path: 'remediations/{tenantId}/{remediationId}/journal',
    role: 'Results.Read',
    summary: 'All that happened to a remediation, without the ID tokens of its approvers.',
    parameters: ofRemediation,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The entries, the first one first.', itemsOf(shownEntrySchema)) },
    async handle(app, { request, parameters: { tenantId, remediationId }, logger }) {
      const journal = await (await app.remediations(logger)).journal(tenantId, remediationId);
      return jsonAnswer(request, { items: journal.map(shownEntry) });
    },
  }),
  operation({
    operationId: 'getRemediationEvidence',
    method: 'GET',
    path: 'remediations/{tenantId}/{remediationId}/evidence',
    role: 'Evidence.Read',
    summary: 'The journal as it is kept, with the ID tokens: all that is needed to check it again.',
    parameters: ofRemediation,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The entries, the first one first.', itemsOf(journalEntrySchema)) },
    handle: async (app, { request, parameters: { tenantId, remediationId }, logger }) =>
      jsonAnswer(request, { items: await (await app.remediations(logger)).journal(tenantId, remediationId) }),
  }),
  operation({
    operationId: 'exportRemediationToGraph',
    method: 'GET',
    path: 'remediations/{tenantId}/{remediationId}/graph',
    role: 'Results.Read',
    summary: 'What is written, as requests to Microsoft Graph, in their order.',
    parameters: ofRemediation,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The requests.', z.array(plannedRequestSchema)) },
    handle: async (app, { request, parameters: { tenantId, remediationId }, logger }) =>
      jsonAnswer(
        request,
        graphRequests(await (await app.remediations(logger)).plan(tenantId, remediationId)),
      ),
  }),
  operation({
    operationId: 'exportRemediationToTerraform',
    method: 'GET',
    path: 'remediations/{tenantId}/{remediationId}/terraform',
    role: 'Results.Read',
    summary: 'What is written, as resources of the provider hashicorp/azuread.',
    parameters: ofRemediation,
    query: {},
    body: noBody,
    answers: { 200: { description: 'The configuration.', content: { 'text/plain': 'text' } } },
    async handle(app, { request, parameters: { tenantId, remediationId }, logger }) {
      const { terraformPlan } = await import('../../../shared/core/remediation/terraform/terraform-plan.ts');
      const { text } = terraformPlan(await (await app.remediations(logger)).plan(tenantId, remediationId));
      return textAnswer(request, text, { 'content-type': 'text/plain; charset=utf-8' });
    },
  }),
];

function itemsOf(schema: z.ZodMiniType) {
  return z.object({ items: z.array(schema) });
}
