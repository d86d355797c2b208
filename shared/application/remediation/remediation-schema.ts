import * as z from 'zod/mini';
import type {
  Approval,
  Ended,
  PolicyWrite,
  Remediation,
  RemediationState,
  RemediationStatus,
  Withheld,
} from '../../core/remediation/course/remediation.ts';
import { enforcementProposalSchema } from './impact-schema.ts';
import { planKindSchema, stageNameSchema, wirePolicySchema } from './plan-schema.ts';
import { proposalHeading, proposalSchema } from './proposal-schema.ts';
import type { RemediationSummary } from './remediation-summary.ts';

/** A remediation as it is stored; loose, so that what one version of the app wrote stays whole in another. */

const endings = {
  rejected: 'rejected',
  expired: 'expired',
  superseded: 'superseded',
  failed: 'failed',
  rolledBack: 'rolledBack',
} as const satisfies { readonly [Status in Ended['status']]: Status };

export const remediationStatusSchema = z.enum({
  proposed: 'proposed',
  approved: 'approved',
  appliedInReportOnly: 'appliedInReportOnly',
  observing: 'observing',
  enforcementApproved: 'enforcementApproved',
  enforced: 'enforced',
  verified: 'verified',
  ...endings,
} as const satisfies { readonly [Status in RemediationStatus]: Status });

export const personSchema = z.looseObject({ objectId: z.string(), name: z.string() });

export const approvalSchema: z.ZodMiniType<Approval> = z.looseObject({
  by: personSchema,
  at: z.string(),
  reason: z.string(),
  signedHash: z.string(),
  idToken: z.string(),
  key: z.record(z.string(), z.unknown()),
});

/** What names a write among others: of the journal's events as well. */
export const writeReference = {
  change: z.int(),
  stage: stageNameSchema,
  policyId: z.nullable(z.string()),
};

export const policyWriteSchema: z.ZodMiniType<PolicyWrite> = z.looseObject({
  ...writeReference,
  progress: z.enum(['intended', 'written', 'returned']),
  saved: z.nullable(wirePolicySchema),
  at: z.string(),
});

export const withholding = {
  change: z.int(),
  stage: stageNameSchema,
  why: z.enum(['dryRun', 'external']),
  saved: z.nullable(wirePolicySchema),
};

export const withheldSchema: z.ZodMiniType<Withheld> = z.looseObject({ ...withholding, at: z.string() });

const at = z.string();
const approvals = z.array(approvalSchema);

const stateSchema: z.ZodMiniType<RemediationState> = z.discriminatedUnion('status', [
  z.looseObject({ status: z.literal('proposed'), at, approvals }),
  z.looseObject({ status: z.literal('approved'), at, approvals }),
  z.looseObject({ status: z.literal('appliedInReportOnly'), at }),
  z.looseObject({ status: z.literal('observing'), at, approvals }),
  z.looseObject({
    status: z.literal('enforcementApproved'),
    at,
    approvals,
    enforcementHash: z.string(),
    enforcement: z.nullable(enforcementProposalSchema),
    acknowledged: z.array(z.string()),
  }),
  z.looseObject({ status: z.literal('enforced'), at }),
  z.looseObject({ status: z.literal('verified'), at }),
  z.looseObject({ status: z.enum(endings), at, reasons: z.array(z.string()) }),
]);

export const remediationSchema: z.ZodMiniType<Remediation> = z.looseObject({
  proposal: proposalSchema,
  planHash: z.string(),
  state: stateSchema,
  writes: z.array(policyWriteSchema),
  withheld: z.array(withheldSchema),
});

export const remediationSummarySchema: z.ZodMiniType<RemediationSummary> = z.looseObject({
  ...proposalHeading,
  control: z.string(),
  kind: planKindSchema,
  planHash: z.string(),
  status: remediationStatusSchema,
  since: z.string(),
});
