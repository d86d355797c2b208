import * as z from 'zod/mini';
import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import { enforcementProposalSchema } from './impact-schema.ts';
import type { JournalEntry } from './journal-entry.ts';
import { wirePolicySchema } from './plan-schema.ts';
import { proposalSchema } from './proposal-schema.ts';
import {
  approvalSchema,
  personSchema,
  remediationStatusSchema,
  withholding,
  writeReference,
} from './remediation-schema.ts';

/** An entry of the journal as it is stored; loose, as its hash covers all that was written. */

const approval = approvalSchema;
const write = z.looseObject(writeReference);
const why = z.string();
const reasons = z.array(z.string());

const eventSchema: z.ZodMiniType<RemediationEvent> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('proposed'), proposal: proposalSchema, planHash: z.string() }),
  z.looseObject({ kind: z.literal('approvalGiven'), approval }),
  z.looseObject({ kind: z.literal('applicationApproved'), approval }),
  z.looseObject({
    kind: z.literal('enforcementApproved'),
    approval,
    enforcementHash: z.string(),
    enforcement: z.nullable(enforcementProposalSchema),
    acknowledged: z.array(z.string()),
  }),
  z.looseObject({
    kind: z.literal('writeIntended'),
    write: z.looseObject({ ...writeReference, saved: z.nullable(wirePolicySchema) }),
  }),
  z.looseObject({ kind: z.literal('written'), write }),
  z.looseObject({ kind: z.literal('writeRefused'), write, why }),
  z.looseObject({ kind: z.literal('writeReturned'), write, why }),
  z.looseObject({ kind: z.literal('withheld'), withheld: z.looseObject(withholding) }),
  z.looseObject({ kind: z.literal('appliedInReportOnly') }),
  z.looseObject({ kind: z.literal('observationBegun'), scanId: z.string() }),
  z.looseObject({ kind: z.literal('approvalsVoided'), why }),
  z.looseObject({ kind: z.literal('enforced') }),
  z.looseObject({ kind: z.literal('verified'), scanId: z.string(), checks: z.array(z.string()) }),
  z.looseObject({
    kind: z.literal('noticed'),
    key: z.string(),
    text: z.string(),
    subject: z.string(),
    fingerprint: z.exactOptional(z.string()),
  }),
  z.looseObject({ kind: z.literal('rejected'), by: personSchema, reason: z.string() }),
  z.looseObject({ kind: z.literal('expired'), why }),
  z.looseObject({ kind: z.literal('superseded'), reasons }),
  z.looseObject({ kind: z.literal('failed'), reasons }),
  z.looseObject({ kind: z.literal('rolledBack'), reasons }),
]);

export const journalEntrySchema: z.ZodMiniType<JournalEntry> = z.looseObject({
  version: z.literal(1),
  tenantId: tenantIdSchema,
  remediationId: remediationIdSchema,
  sequence: z.int().check(z.nonnegative()),
  at: z.string(),
  from: z.nullable(remediationStatusSchema),
  to: remediationStatusSchema,
  event: eventSchema,
  previousHash: z.nullable(z.string()),
  hash: z.string(),
});
