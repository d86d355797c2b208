import type { Proposal } from '../../../../shared/core/remediation/course/proposal.ts';
import type { PolicyWrite, Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import type { EvidenceDay } from '../../../../shared/core/remediation/measure/evidence.ts';
import {
  type Measurement,
  measureImpact,
} from '../../../../shared/core/remediation/measure/measure-impact.ts';
import type { Plan } from '../../../../shared/core/remediation/plan.ts';
import type { DeviceCodeUse, PolicyResult } from '../../../../shared/core/sign-ins/sign-in-counts.ts';
import { bestOf, planned } from '../planning.ts';

const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
export const policyId = '90000000-0000-4000-8000-000000000001';

/** A remediation that created the policy against the device code flow, and asks for three days. */
export function remediationOf(
  plan: Plan = bestOf(planned([])),
  writes: readonly Partial<PolicyWrite>[] = [{}],
): Measurement['remediation'] {
  return { proposal: proposalOf(plan), planHash: 'sha256:plan', writes: writes.map(writeOf) };
}

function proposalOf(plan: Plan): Proposal {
  return {
    version: 1,
    remediationId: 'a0000000-0000-4000-8000-000000000001',
    tenantId: '0a0a0a0a-0000-4000-8000-000000000001',
    purpose: { kind: 'remediate' },
    title: 'An exclusionary device code flow policy is in force',
    id: '2.2.3',
    plan,
    before: { verdict: 'fail', usersInGap: 3 },
    losesAccess: { known: false, why: 'Nothing was read.', since: null, people: [] },
    restsOn: [],
    basis: { scanId: 'scan', scannedAt: '2026-11-01T08:00:00.000Z', inputHash: 'sha256:input' },
    requestedBy: { kind: 'scan', scanId: 'scan' },
    rules: { approvals: 1, observationDays: 3, approvalHours: 24, delivery: 'direct' },
    proposedAt: '2026-11-01T08:00:00.000Z',
    expiresAt: '2026-11-02T08:00:00.000Z',
  };
}

function writeOf(write: Partial<PolicyWrite>): Remediation['writes'][number] {
  const at = '2026-11-01T09:00:00.000Z';
  return { change: 0, stage: 'reportOnly', progress: 'written', policyId, saved: null, at, ...write };
}

/** Looked at on the morning of the tenth, with what the third to the tenth told, unless told otherwise. */
export function measured(days: readonly EvidenceDay[], more: Partial<Measurement> = {}) {
  return measureImpact({
    remediation: remediationOf(),
    since: '2026-11-03T10:00:00.000Z',
    enforcedAt: null,
    days,
    missing: [],
    exceptedUserIds: new Set(),
    stoppedAllTheSame: new Set(),
    earlier: null,
    measuredAt: '2026-11-10T09:00:00.000Z',
    ...more,
  });
}

/** Of the fourth of November, unless told otherwise. */
export function evidence(
  policyResults: readonly PolicyResult[],
  uses: readonly DeviceCodeUse[] = [],
  day = '2026-11-04',
): EvidenceDay {
  return { day, policyResults, uses };
}

/** A day on which the policy did not apply to a sign-in of Bob. */
export function quietDay(day: string): EvidenceDay {
  return evidence([policyResult({ userId: 'bob', result: 'reportOnlyNotApplied' })], [], day);
}

/** Ann was stopped, or would have been, by the Azure CLI. */
export function policyResult(more: Partial<PolicyResult> = {}): PolicyResult {
  const userId = more.userId ?? 'ann';
  return {
    policyId,
    policyDisplayName: 'Block device code flow',
    result: 'reportOnlyFailure',
    userId,
    userPrincipalName: `${userId}@tenant.example`,
    appId: azureCli,
    appDisplayName: 'Azure CLI',
    count: 1,
    ...more,
  };
}

/** Ann entered a code for the Azure CLI. */
export function use(more: Partial<DeviceCodeUse> = {}): DeviceCodeUse {
  const userId = more.userId ?? 'ann';
  return {
    userId,
    userPrincipalName: `${userId}@tenant.example`,
    appId: azureCli,
    appDisplayName: 'Azure CLI',
    resourceId: 'graph',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: null,
    kind: 'direct',
    count: 1,
    firstAt: '2026-11-04T08:00:00.000Z',
    lastAt: '2026-11-04T08:00:00.000Z',
    ...more,
  };
}
