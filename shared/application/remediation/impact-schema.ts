import * as z from 'zod/mini';
import type { EnforcementProposal, Impact } from '../../core/remediation/course/impact.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import { affectedPersonSchema } from './affected-person-schema.ts';

/** A measurement as it is stored; loose, so that the hash of what enforcement is approved of stays what it was. */

const observedDaySchema = z.looseObject({
  day: z.iso.date(),
  hasData: z.boolean(),
  wouldBlock: z.number(),
  notApplied: z.number(),
  direct: z.number(),
  tracked: z.number(),
});

const gateSchema = z.discriminatedUnion('open', [
  z.looseObject({ open: z.literal(true), daysWithData: z.number() }),
  z.looseObject({
    open: z.literal(false),
    daysWithData: z.number(),
    reasons: z.tuple([z.string()], z.string()),
  }),
]);

const ofRemediation = { remediationId: remediationIdSchema, tenantId: tenantIdSchema };

export const enforcementProposalSchema: z.ZodMiniType<EnforcementProposal> = z.looseObject({
  version: z.literal(1),
  ...ofRemediation,
  planHash: z.string(),
  policyIds: z.array(z.string()),
  acknowledges: z.array(z.looseObject({ userId: z.string(), userPrincipalName: z.string() })),
});

export const impactSchema: z.ZodMiniType<Impact> = z.looseObject({
  ...ofRemediation,
  since: z.string(),
  measuredAt: z.iso.datetime(),
  days: z.array(observedDaySchema),
  gate: gateSchema,
  people: z.array(affectedPersonSchema),
  newPeople: z.array(z.string()),
  enforcement: z.nullable(enforcementProposalSchema),
  refusedSinceEnforcement: z.record(z.string(), z.number()),
});
