import { describe, expect, it } from 'vitest';
import { impactSchema } from '../../../shared/application/remediation/impact-schema.ts';
import type { JournalEntry } from '../../../shared/application/remediation/journal-entry.ts';
import { journalEntrySchema } from '../../../shared/application/remediation/journal-entry-schema.ts';
import { proposalSchema } from '../../../shared/application/remediation/proposal-schema.ts';
import { remediationSchema } from '../../../shared/application/remediation/remediation-schema.ts';
import { begin } from '../../../shared/core/remediation/course/course.ts';
import type {
  Remediation,
  RemediationState,
  RemediationStatus,
} from '../../../shared/core/remediation/course/remediation.ts';
import { minute, tenantId } from '../examples.ts';
import {
  exampleApproval,
  exampleEvents,
  exampleImpact,
  examplePlan,
  exampleProposal,
  remediationId,
} from './remediation-examples.ts';

const entry: JournalEntry = {
  version: 1,
  tenantId: tenantId(1),
  remediationId: remediationId(1),
  sequence: 0,
  at: minute(1),
  from: null,
  to: 'proposed',
  event: exampleEvents.proposed,
  previousHash: null,
  hash: 'sha256:0',
};

const at = minute(1);
const approvals = [exampleApproval('sha256:0')];
const reasons = ['Because of the example.'];
const states: { readonly [Status in RemediationStatus]: RemediationState & { status: Status } } = {
  proposed: { status: 'proposed', at, approvals },
  approved: { status: 'approved', at, approvals },
  appliedInReportOnly: { status: 'appliedInReportOnly', at },
  observing: { status: 'observing', at, approvals },
  enforcementApproved: {
    status: 'enforcementApproved',
    at,
    approvals,
    enforcementHash: 'sha256:0',
    enforcement: null,
    acknowledged: ['u1'],
  },
  enforced: { status: 'enforced', at },
  verified: { status: 'verified', at },
  rejected: { status: 'rejected', at, reasons },
  expired: { status: 'expired', at, reasons },
  superseded: { status: 'superseded', at, reasons },
  failed: { status: 'failed', at, reasons },
  rolledBack: { status: 'rolledBack', at, reasons },
};

describe('the schemas of what is stored of remediations', () => {
  it.each(Object.values(exampleEvents))('return the event $kind as it was written', (event) => {
    const written = { ...entry, event, newMember: ['of a later version'] };

    expect(journalEntrySchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
  });

  it.each(Object.values(states))('return a remediation that is $status as it was written', (state) => {
    const remediation: Remediation = { ...begin(exampleEvents.proposed), state };

    expect(remediationSchema.parse(JSON.parse(JSON.stringify(remediation)))).toEqual(remediation);
  });

  it('keep every member that is hashed, also those that another version of the app wrote', () => {
    const proposal = {
      ...exampleProposal(1),
      later: 1,
      plan: { ...examplePlan, later: [2], after: { ...examplePlan.after, later: null } },
      restsOn: [
        { kind: 'licence', id: '', displayName: 'P1', fingerprint: 'P1', summary: 'P1', later: { a: 3 } },
      ],
    };

    expect(proposalSchema.parse(proposal)).toEqual(proposal);
  });

  it.each([
    ['a gate that is open', exampleImpact(1, { gate: { open: true, daysWithData: 14 } })],
    ['a gate that is closed', exampleImpact(1)],
  ])('return a measurement with %s as it was written', (_gate, impact) => {
    expect(impactSchema.parse(JSON.parse(JSON.stringify(impact)))).toEqual(impact);
  });

  it.each([
    ['no version', { version: undefined }],
    ['a later version', { version: 2 }],
    ['no plan', { plan: undefined }],
    ['a plan without a request', { plan: { ...examplePlan, policies: [{ stages: [] }] } }],
    ['a gap that is none', { plan: { ...examplePlan, after: { ...examplePlan.after, gaps: ['gap'] } } }],
    ['no approvals asked for', { rules: { ...exampleProposal(1).rules, approvals: 0 } }],
    ['a time that is none', { proposedAt: 'today' }],
  ])('refuse a proposal with %s', (_what, parts) => {
    expect(proposalSchema.safeParse({ ...exampleProposal(1), ...parts }).success).toBe(false);
  });
});
