import * as z from 'zod/mini';
import { impactSchema } from './impact-schema.ts';
import { proposalSchema } from './proposal-schema.ts';
import {
  personSchema,
  policyWriteSchema,
  remediationStatusSchema,
  withheldSchema,
} from './remediation-schema.ts';
import type { ShownDecision, ShownRemediation, ShownState } from './shown-remediation.ts';

/** A remediation as the API answers it. */

const stateSchema: z.ZodMiniType<ShownState> = z.looseObject({
  status: remediationStatusSchema,
  at: z.string(),
  approvals: z.exactOptional(
    z.array(z.object({ by: personSchema, at: z.string(), reason: z.string(), signedHash: z.string() })),
  ),
});

const decisionSchema: z.ZodMiniType<ShownDecision> = z.object({
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
  nothingToDecide: z.nullable(z.string()),
});
