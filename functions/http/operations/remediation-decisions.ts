import * as z from 'zod/mini';
import { remediationIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import {
  decisionReasonSchema,
  givenApprovalSchema,
} from '../../../shared/application/remediation/approval-schema.ts';
import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { jsonOf, operation } from '../operation.ts';
import { shownRemediationSchema } from '../schemas/remediations.ts';

const parameters = { tenantId: tenantIdSchema, remediationId: remediationIdSchema };
const endingSchema = z.strictObject({ reason: decisionReasonSchema });

const theRemediation = (description: string) => jsonOf(description, shownRemediationSchema);

/** What people decide on a remediation. */
export const remediationDecisionOperations = [
  operation({
    operationId: 'approveRemediation',
    method: 'POST',
    path: 'remediations/{tenantId}/{remediationId}/approve',
    role: 'Remediation.Approve',
    conflicts: true,
    summary:
      'Approves what there is to decide on, signed by an ID token whose nonce is its hash: to apply it in report-only, or ' +
      'to bring it into force.',
    parameters,
    query: {},
    body: givenApprovalSchema,
    answers: { 200: theRemediation('The remediation, as it stands with the approval.') },
    handle: async (app, { caller, parameters: of, body, logger }) =>
      changedRemediation(await (await app.remediations(logger)).approve({ caller, ...of }, body)),
  }),
  operation({
    operationId: 'rejectRemediation',
    method: 'POST',
    path: 'remediations/{tenantId}/{remediationId}/reject',
    role: 'Remediation.Approve',
    conflicts: true,
    summary:
      'Says no to a remediation that is not in force. What was written stays, and the reasons say what.',
    parameters,
    query: {},
    body: endingSchema,
    answers: { 200: theRemediation('The remediation, which has ended.') },
    handle: async (app, { caller, parameters: of, body: { reason }, logger }) =>
      changedRemediation(await (await app.remediations(logger)).reject({ caller, ...of }, reason)),
  }),
  operation({
    operationId: 'withdrawRemediation',
    method: 'POST',
    path: 'remediations/{tenantId}/{remediationId}/withdraw',
    role: 'Remediation.Propose',
    conflicts: true,
    summary: 'Takes back what the caller proposed, as long as it is not in force.',
    parameters,
    query: {},
    body: endingSchema,
    answers: { 200: theRemediation('The remediation, which has ended.') },
    handle: async (app, { caller, parameters: of, body: { reason }, logger }) =>
      changedRemediation(await (await app.remediations(logger)).withdraw({ caller, ...of }, reason)),
  }),
];

/** The remediation as it is after a step. */
export function changedRemediation(shown: ShownRemediation) {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(shown) };
}
