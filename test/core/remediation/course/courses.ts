import { after, begin } from '../../../../shared/core/remediation/course/course.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { Proposal } from '../../../../shared/core/remediation/course/proposal.ts';
import type {
  Approval,
  Proposed,
  Remediation,
} from '../../../../shared/core/remediation/course/remediation.ts';
import type { Plan } from '../../../../shared/core/remediation/plan.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { graphPolicy, graphUser, type PolicyParts } from '../../example-tenant.ts';
import { directory } from '../../judge-tenant/judgement.ts';
import { bestOf, planned } from '../planning.ts';

/** Made-up remediations of the small directory, with the plans that the planner really makes for it. */

/** The emergency access account. */
export const glass = 'glass';
export const created = 'created-policy';
export const enforcementHash = 'sha256:enforcement';

export function tenantWith(policies: readonly unknown[], more: Partial<TenantSnapshot> = {}): TenantSnapshot {
  return { ...directory, users: [...(directory.users ?? []), graphUser(glass)], policies, ...more };
}

function planUnder(...policies: readonly PolicyParts[]): Plan {
  const { users } = tenantWith([]);
  return bestOf(planned(policies.map(graphPolicy), users && { users }, { emergencyAccess: [glass] }));
}

/** Creates the policy in report-only, and switches it on. */
export const createPlan = planUnder();
const reportOnly = { state: 'enabledForReportingButNotEnforced' };
/** Switches on what is in report-only already. */
export const switchOnPlan = planUnder({
  ...reportOnly,
  users: { includeUsers: ['All'], excludeUsers: [glass] },
});
/** Takes the crew out of what a policy in force excludes: there is nothing to observe. */
export const inForcePlan = planUnder({
  id: 'in-force',
  users: { includeUsers: ['All'], excludeUsers: [glass], excludeGroups: ['crew'] },
});
/** One policy passes through report-only, the other is in force. */
export const mixedPlan: Plan = {
  ...createPlan,
  kind: 'combination',
  policies: [...createPlan.policies, ...inForcePlan.policies],
};

export const asker = { objectId: 'asker', name: 'Ada' };

export function proposalOf(plan: Plan, parts: Partial<Proposal> = {}): Proposal {
  return {
    version: 1,
    remediationId: '0e000000-0000-4000-8000-000000000001',
    tenantId: '0a0a0a0a-0000-4000-8000-000000000001',
    purpose: { kind: 'remediate' },
    title: 'An exclusionary device code flow policy is in force',
    id: '2.2.3',
    plan,
    before: { verdict: 'fail', usersInGap: 4 },
    losesAccess: { known: true, why: null, since: '2026-10-22', people: [] },
    restsOn: [],
    basis: { scanId: 'scan', scannedAt: '2026-11-22T11:00:00.000Z', inputHash: 'sha256:input' },
    requestedBy: { kind: 'person', ...asker },
    rules: { approvals: 1, observationDays: 14, approvalHours: 72, delivery: 'direct' },
    proposedAt: '2026-11-22T12:00:00.000Z',
    expiresAt: '2026-11-25T12:00:00.000Z',
    ...parts,
  };
}

export const planHash = 'sha256:plan';

export function proposed(plan: Plan, parts: Partial<Proposal> = {}): Remediation<Proposed> {
  return begin({ kind: 'proposed', proposal: proposalOf(plan, parts), planHash });
}

export function approvalBy(name: string, signedHash = planHash, at = '2026-11-22T13:00:00.000Z'): Approval {
  return {
    by: { objectId: name, name },
    at,
    reason: 'Reviewed',
    signedHash,
    idToken: 'header.payload.signature',
    key: { kty: 'RSA' },
  };
}

export const applicationApproved = (name = 'bo') =>
  ({ kind: 'applicationApproved', approval: approvalBy(name) }) as const;

/** Of what was observed. */
export const enforcementApproved = (name = 'bo') =>
  ({
    kind: 'enforcementApproved',
    approval: approvalBy(name, enforcementHash),
    enforcementHash,
    enforcement: {
      version: 1,
      remediationId: '0e000000-0000-4000-8000-000000000001',
      tenantId: '0a0a0a0a-0000-4000-8000-000000000001',
      planHash,
      policyIds: [created],
      acknowledges: [],
    },
    acknowledged: [],
  }) as const satisfies RemediationEvent;

/** Of a plan with nothing to observe. */
export const enforcementOfPlan = (name = 'bo') =>
  ({
    kind: 'enforcementApproved',
    approval: approvalBy(name),
    enforcementHash: planHash,
    enforcement: null,
    acknowledged: [],
  }) as const satisfies RemediationEvent;

export const later = '2026-11-23T08:00:00.000Z';

/** What the events, one after the other, lead to. */
export function following(
  remediation: Remediation,
  events: readonly RemediationEvent[],
  at = later,
): Remediation {
  return events.reduce((one, event) => after(one, event, at), remediation);
}

type Write = Extract<RemediationEvent, { kind: 'writeIntended' }>['write'];

export const intended = (write: Write) => ({ kind: 'writeIntended', write }) as const;
export const written = ({ saved: _, ...write }: Write) => ({ kind: 'written', write }) as const;

export const creation = { change: 0, stage: 'reportOnly', policyId: null, saved: null } as const;
export const isCreated = { ...creation, policyId: created } as const;
export const switchOn = {
  change: 0,
  stage: 'enforced',
  policyId: created,
  saved: { id: created, state: 'enabledForReportingButNotEnforced' },
} as const;

/** The course of a policy that is created, until it stands in report-only, and from there until it is verified. */
export const untilObserving: readonly RemediationEvent[] = [
  applicationApproved(),
  intended(creation),
  written(isCreated),
  { kind: 'appliedInReportOnly' },
  { kind: 'observationBegun', scanId: 'scan-2' },
];
export const untilVerified: readonly RemediationEvent[] = [
  enforcementApproved(),
  intended(switchOn),
  written(switchOn),
  { kind: 'enforced' },
  { kind: 'verified', scanId: 'scan-3', checks: ['The control passes.'] },
];
