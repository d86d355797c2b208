import { type RemediationId, remediationIdSchema } from '../../../shared/application/identifiers.ts';
import { enforcementHashOf, planHashOf } from '../../../shared/application/remediation/hashes.ts';
import type {
  RemediationEvent,
  RemediationEventKind,
} from '../../../shared/core/remediation/course/events.ts';
import type { EnforcementProposal, Impact } from '../../../shared/core/remediation/course/impact.ts';
import type { Proposal } from '../../../shared/core/remediation/course/proposal.ts';
import type { Approval } from '../../../shared/core/remediation/course/remediation.ts';
import type { Plan } from '../../../shared/core/remediation/plan.ts';
import { ada, bo } from '../../core/exceptions/register-examples.ts';
import { minute, scanId, tenantId } from '../examples.ts';

/** Made-up remediations for tests. */

export function remediationId(number: number): RemediationId {
  return remediationIdSchema.parse(`0e000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`);
}

const policy = { displayName: 'Block device code flow', state: 'enabledForReportingButNotEnforced' };
const policyId = '50000000-0000-4000-8000-000000000001';

/** Creates a policy in report-only, and switches it on. */
export const examplePlan: Plan = {
  control: 'device-code-flow-blocked',
  kind: 'create',
  steps: [
    { kind: 'create', policy: { id: null, displayName: policy.displayName }, member: '', value: policy },
  ],
  policies: [
    {
      policy: { id: null, displayName: policy.displayName },
      isMicrosoftManaged: false,
      differences: [{ member: 'state', before: null, after: 'enabled' }],
      stages: [
        {
          name: 'reportOnly',
          request: { method: 'POST', path: '/identity/conditionalAccess/policies', body: policy },
          policy,
        },
        {
          name: 'enforced',
          request: {
            method: 'PATCH',
            path: '/identity/conditionalAccess/policies/{id}',
            body: { state: 'enabled' },
          },
          policy: { ...policy, state: 'enabled' },
        },
      ],
    },
  ],
  after: { verdict: 'pass', reasons: [], usersInGap: 0, gaps: [], gapsOmitted: 0, unknowns: [] },
  size: 40,
  newlyAffected: { count: 12, isLeast: false },
  otherControls: [],
  notes: [{ key: 'affectsUsers', severity: 'medium', text: 'Twelve users are asked for something new.' }],
};

/** The remediation with this number was proposed in this minute. */
export function exampleProposal(number: number, parts: Partial<Proposal> = {}): Proposal {
  return {
    version: 1,
    remediationId: remediationId(number),
    tenantId: tenantId(1),
    purpose: { kind: 'remediate' },
    title: 'An exclusionary device code flow policy is in force',
    id: '2.2.3',
    plan: examplePlan,
    before: { verdict: 'fail', usersInGap: 12 },
    losesAccess: { known: true, why: null, since: '2026-10-03', people: [] },
    restsOn: [
      {
        kind: 'noPolicyWithMark',
        id: 'gateproof:2.2.3',
        displayName: policy.displayName,
        fingerprint: 'none',
        summary: 'no policy',
      },
    ],
    basis: { scanId: scanId(1), scannedAt: minute(0), inputHash: `sha256:${'0'.repeat(64)}` },
    requestedBy: { kind: 'person', ...ada },
    rules: { approvals: 1, observationDays: 14, approvalHours: 72, delivery: 'direct' },
    proposedAt: minute(number),
    expiresAt: '2026-11-05T06:00:00.000Z',
    ...parts,
  };
}

/** Its token is none: what checks tokens needs one that somebody signed. */
export function exampleApproval(signedHash: string, parts: Partial<Approval> = {}): Approval {
  return {
    by: bo,
    at: minute(20),
    reason: 'Reviewed with the owners',
    signedHash,
    idToken: 'header.payload.signature',
    key: { kty: 'RSA', kid: 'k1', n: 'AQAB', e: 'AQAB' },
    ...parts,
  };
}

export function exampleImpact(number: number, parts: Partial<Impact> = {}): Impact {
  const day = { day: '2026-11-03', hasData: true, wouldBlock: 2, notApplied: 40, direct: 1, tracked: 1 };
  const instead = 'Sign in with a browser on the same device.';
  const app = { appId: 'app', appDisplayName: 'Tool', wouldBlock: 2, direct: 1, tracked: 1, instead };
  return {
    remediationId: remediationId(number),
    tenantId: tenantId(1),
    since: minute(30),
    measuredAt: minute(60),
    days: [day],
    gate: { open: false, daysWithData: 1, reasons: ['There is data of 1 of 14 days: wait for 13 more.'] },
    people: [{ userId: 'u1', userPrincipalName: 'u1@example.com', apps: [app], isExcepted: false }],
    newPeople: ['u1'],
    enforcement: null,
    refusedSinceEnforcement: {},
    ...parts,
  };
}

const write = { change: 0, stage: 'reportOnly', policyId } as const;
const proposal = exampleProposal(1);
const planHash = planHashOf(proposal);
const enforcement: EnforcementProposal = {
  version: 1,
  remediationId: remediationId(1),
  tenantId: tenantId(1),
  planHash,
  policyIds: [policyId],
  acknowledges: [{ userId: 'u1', userPrincipalName: 'u1@example.com' }],
};

/** One event of every kind. */
export const exampleEvents: { readonly [Kind in RemediationEventKind]: RemediationEvent & { kind: Kind } } = {
  proposed: { kind: 'proposed', proposal, planHash },
  approvalGiven: { kind: 'approvalGiven', approval: exampleApproval(planHash) },
  applicationApproved: { kind: 'applicationApproved', approval: exampleApproval(planHash) },
  enforcementApproved: {
    kind: 'enforcementApproved',
    approval: exampleApproval(enforcementHashOf(enforcement)),
    enforcementHash: enforcementHashOf(enforcement),
    enforcement,
    acknowledged: ['u1'],
  },
  writeIntended: { kind: 'writeIntended', write: { ...write, policyId: null, saved: null } },
  written: { kind: 'written', write },
  writeRefused: { kind: 'writeRefused', write: { ...write, policyId: null }, why: 'HTTP 403 Forbidden' },
  writeReturned: { kind: 'writeReturned', write, why: 'What was read back is not what was sent.' },
  withheld: { kind: 'withheld', withheld: { change: 0, stage: 'reportOnly', why: 'dryRun', saved: null } },
  appliedInReportOnly: { kind: 'appliedInReportOnly' },
  observationBegun: { kind: 'observationBegun', scanId: scanId(2) },
  approvalsVoided: { kind: 'approvalsVoided', why: 'One more person is hurt.' },
  enforced: { kind: 'enforced' },
  verified: { kind: 'verified', scanId: scanId(3), checks: ['The control passes.'] },
  noticed: { kind: 'noticed', key: 'drift', text: 'Somebody changed the policy.', subject: policyId },
  rejected: { kind: 'rejected', by: bo, reason: 'Not this week' },
  expired: { kind: 'expired', why: 'Nobody approved it in time.' },
  superseded: { kind: 'superseded', reasons: ['The control passes already.'] },
  failed: { kind: 'failed', reasons: ['Graph refuses the policy.'] },
  rolledBack: { kind: 'rolledBack', reasons: ['Asked for by Bo.'] },
};

/** From the proposal to the end of a usual course, without the proposal. */
export const usualCourse: readonly RemediationEvent[] = [
  exampleEvents.applicationApproved,
  exampleEvents.writeIntended,
  exampleEvents.written,
  exampleEvents.appliedInReportOnly,
  exampleEvents.observationBegun,
  exampleEvents.enforcementApproved,
  { kind: 'writeIntended', write: { ...write, stage: 'enforced', saved: policy } },
  { kind: 'written', write: { ...write, stage: 'enforced' } },
  exampleEvents.enforced,
  exampleEvents.verified,
];

/** What was approved of the example is approved of that proposal; other events say nothing of whose they are. */
export function approvedOf(event: RemediationEvent, proposal: Proposal): RemediationEvent {
  const hash = planHashOf(proposal);
  if (event.kind === 'enforcementApproved') {
    const { remediationId: id } = proposal;
    const enforcement = event.enforcement && { ...event.enforcement, remediationId: id, planHash: hash };
    return { ...event, enforcement };
  }
  return 'approval' in event ? { ...event, approval: { ...event.approval, signedHash: hash } } : event;
}
