import * as z from 'zod/mini';
import type { Binding } from '../../core/remediation/course/binding.ts';
import type { Proposal } from '../../core/remediation/course/proposal.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import { affectedPersonSchema } from './affected-person-schema.ts';
import { planSchema, verdictSchema } from './plan-schema.ts';

/** A proposal as it is stored; loose for the reason that its plan is. */

const purposeSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('remediate') }),
  z.looseObject({ kind: z.literal('rollBack'), remediationId: z.string() }),
  z.looseObject({ kind: z.literal('restore'), remediationId: z.string() }),
]);

const requesterSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('person'), objectId: z.string(), name: z.string() }),
  z.looseObject({ kind: z.literal('scan'), scanId: z.string() }),
  z.looseObject({ kind: z.literal('pipeline'), name: z.string() }),
]);

const bindingSchema: z.ZodMiniType<Binding> = z.looseObject({
  kind: z.enum({
    policy: 'policy',
    noPolicyWithMark: 'noPolicyWithMark',
    groupMembers: 'groupMembers',
    account: 'account',
    namedLocation: 'namedLocation',
    securityDefaults: 'securityDefaults',
    licence: 'licence',
  } satisfies { readonly [Kind in Binding['kind']]: Kind }),
  id: z.string(),
  displayName: z.string(),
  fingerprint: z.string(),
  summary: z.string(),
});

const rulesSchema = z.looseObject({
  approvals: z.int().check(z.positive()),
  observationDays: z.number(),
  approvalHours: z.number(),
  delivery: z.enum(['direct', 'external']),
  authenticationContext: z.exactOptional(z.string()),
});

/** What lists show of it is a part of what it is. */
export const proposalHeading = {
  remediationId: remediationIdSchema,
  tenantId: tenantIdSchema,
  purpose: purposeSchema,
  id: z.string(),
  title: z.string(),
  requestedBy: requesterSchema,
  proposedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
};

export const proposalSchema: z.ZodMiniType<Proposal> = z.looseObject({
  version: z.literal(1),
  ...proposalHeading,
  plan: planSchema,
  before: z.looseObject({ verdict: verdictSchema, usersInGap: z.nullable(z.number()) }),
  losesAccess: z.looseObject({
    known: z.boolean(),
    why: z.nullable(z.string()),
    since: z.nullable(z.string()),
    people: z.array(affectedPersonSchema),
  }),
  restsOn: z.array(bindingSchema),
  basis: z.looseObject({ scanId: z.string(), scannedAt: z.string(), inputHash: z.string() }),
  rules: rulesSchema,
});
