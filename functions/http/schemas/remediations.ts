import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { impactSchema } from '../../../shared/application/remediation/impact-schema.ts';
import { planSchema } from '../../../shared/application/remediation/plan-schema.ts';
import type { PlansOfControl } from '../../../shared/application/remediation/plans-of-control.ts';
import { proposalSchema } from '../../../shared/application/remediation/proposal-schema.ts';
import {
  personSchema,
  policyWriteSchema,
  remediationStatusSchema,
  withheldSchema,
} from '../../../shared/application/remediation/remediation-schema.ts';
import type {
  ShownRemediation,
  ShownState,
} from '../../../shared/application/remediation/shown-remediation.ts';
import type { PlannedRequest } from '../../../shared/core/remediation/graph-requests.ts';
import { unknownSchema, verdictSchema } from './control-result.ts';

/** What the operations of `remediations` answer, as the OpenAPI document says it. */

const texts = z.array(z.string());

const stateSchema: z.ZodMiniType<ShownState> = z.looseObject({
  status: remediationStatusSchema,
  at: z.string(),
  approvals: z.exactOptional(
    z.array(z.object({ by: personSchema, at: z.string(), reason: z.string(), signedHash: z.string() })),
  ),
});

const decisionSchema = z.object({
  kind: z.enum(['apply', 'enforce']),
  hash: z.string(),
  since: z.string(),
  until: z.nullable(z.string()),
  needed: z.int(),
  given: z.int(),
  acknowledges: z.array(z.looseObject({ userId: z.string(), userPrincipalName: z.string() })),
  authorization: z.object({
    authorizationEndpoint: z.url(),
    tokenEndpoint: z.url(),
    clientId: z.string(),
    scope: z.string(),
    nonce: z.string(),
    claims: z.nullable(z.string()),
  }),
});

export const shownRemediationSchema: z.ZodMiniType<ShownRemediation> = z.object({
  proposal: proposalSchema,
  planHash: z.string(),
  state: stateSchema,
  writes: z.array(policyWriteSchema),
  withheld: z.array(withheldSchema),
  impact: z.nullable(impactSchema),
  decision: z.nullable(decisionSchema),
});

export const shownEntrySchema = z.looseObject({
  version: z.literal(1),
  sequence: z.int(),
  at: z.string(),
  from: z.nullable(remediationStatusSchema),
  to: remediationStatusSchema,
  event: z.looseObject({ kind: z.string() }),
  previousHash: z.nullable(z.string()),
  hash: z.string(),
});

export const plansOfControlSchema: z.ZodMiniType<PlansOfControl> = z.object({
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  scannedAt: z.iso.datetime(),
  engine: z.string(),
  inputHash: z.string(),
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  usersInGap: z.nullable(z.int()),
  plans: z.array(planSchema),
  byHand: texts,
  unknowns: z.array(unknownSchema),
  assumptions: texts,
  isSearchComplete: z.boolean(),
});

export const plannedRequestSchema: z.ZodMiniType<PlannedRequest> = z.object({
  stage: z.enum(['reportOnly', 'enforced']),
  method: z.enum(['POST', 'PATCH']),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
});
