import * as z from 'zod/mini';
import type { ExceptionStep } from '../../core/exceptions/exception-history.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';
import { exceptionIdSchema, tenantIdSchema } from '../identifiers.ts';
import type { ExceptionSummary } from './exception-summary.ts';

/** The shapes of the register, as they are stored and as they are served. */

const terms = {
  principalId: z.string(),
  controls: z.array(z.string()),
  resources: z.exactOptional(z.array(z.string())),
  reason: z.string(),
  owner: z.string(),
  ticket: z.string(),
  expiresOn: z.iso.date(),
};
const userExceptionSchema = z.object({ ...terms, kind: z.literal('user') });
const groupTerms = { ...terms, kind: z.literal('group') };

const personSchema = z.object({ objectId: z.string(), name: z.string() });
const decision = { by: personSchema, at: z.string() };
const decisionSchema = z.object(decision);

const endingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('withdrawn'), ...decision, reason: z.exactOptional(z.string()) }),
  z.object({ kind: z.literal('rejected'), ...decision, reason: z.exactOptional(z.string()) }),
  z.object({ kind: z.literal('replaced'), ...decision, replacedBy: z.string() }),
  z.object({ kind: z.literal('expired'), at: z.string() }),
]);

const entry = {
  tenantId: tenantIdSchema,
  id: exceptionIdSchema,
  displayNames: z.record(z.string(), z.string()),
  replaces: z.exactOptional(z.string()),
  contentHash: z.string(),
  proposed: decisionSchema,
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('proposed') }),
    z.object({ status: z.literal('confirmed'), confirmed: decisionSchema }),
    z.object({
      status: z.literal('ended'),
      confirmed: z.exactOptional(decisionSchema),
      ending: endingSchema,
    }),
  ]),
};

export const registeredExceptionSchema: z.ZodMiniType<RegisteredException> = z.object({
  ...entry,
  exception: z.discriminatedUnion('kind', [
    userExceptionSchema,
    z.object({ ...groupTerms, membersAtApproval: z.array(z.string()) }),
  ]),
});

export const exceptionSummarySchema: z.ZodMiniType<ExceptionSummary> = z.object({
  ...entry,
  exception: z.discriminatedUnion('kind', [userExceptionSchema, z.object(groupTerms)]),
  memberCount: z.exactOptional(z.number()),
});

export const exceptionStepSchema: z.ZodMiniType<ExceptionStep> = z.object({
  step: z.enum(['proposed', 'confirmed', 'withdrawn', 'rejected', 'replaced', 'expired']),
  at: z.string(),
  by: z.exactOptional(personSchema),
  reason: z.exactOptional(z.string()),
  replacedBy: z.exactOptional(z.string()),
  contentHash: z.string(),
});
