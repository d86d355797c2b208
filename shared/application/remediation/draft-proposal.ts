import { type JudgedControl, type JudgeOptions, judgeStepwise } from '../../core/judge-tenant.ts';
import { bindingsOf } from '../../core/remediation/course/bindings-of.ts';
import type { LosesAccess, Proposal } from '../../core/remediation/course/proposal.ts';
import { closedFor } from '../../core/remediation/measure/closed-for.ts';
import { losesAccessOf } from '../../core/remediation/measure/loses-access.ts';
import type { Plan } from '../../core/remediation/plan.ts';
import { tenantAfter } from '../../core/remediation/policy-changes.ts';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { ScannedTenant } from '../scanned-tenant.ts';
import type { DraftProposal } from './keep-proposal.ts';
import { judgeOptionsOf, type PlanningDependencies } from './planning-dependencies.ts';
import { type RecentUsesDependencies, recentUses } from './recent-uses.ts';

export type DraftDependencies = PlanningDependencies & RecentUsesDependencies;

/** All that a plan for the scanned tenant means: what was before, who loses access, and what it rests on. */
export async function draftProposal(
  dependencies: DraftDependencies,
  scanned: ScannedTenant,
  { plan, purpose, requestedBy }: Pick<Proposal, 'plan' | 'purpose' | 'requestedBy'>,
): Promise<DraftProposal> {
  const { scan, snapshot, exceptions } = scanned;
  const { emergencyAccess } = dependencies;
  const before = judgedControl(snapshot, plan, judgeOptionsOf(dependencies, scanned));
  const { id, title, verdict, usersInGap } = before.result;
  const { scannedAt, inputHash } = scan.state;
  return {
    tenantId: scan.tenantId,
    purpose,
    title,
    id,
    plan,
    before: { verdict, usersInGap },
    losesAccess: await losesAccess(dependencies, scanned, plan, before),
    restsOn: bindingsOf(snapshot, { plan, emergencyAccess, exceptions }),
    basis: { scanId: scan.scanId, scannedAt, inputHash },
    requestedBy,
  };
}

async function losesAccess(
  dependencies: DraftDependencies,
  scanned: ScannedTenant,
  plan: Plan,
  before: JudgedControl,
): Promise<LosesAccess> {
  const recent = await recentUses(dependencies, scanned.scan.tenantId, plan.control);
  if (recent.kind === 'unknown') return losesAccessOf(plan, recent, () => true);
  const tenant = tenantAfter(scanned.snapshot, plan.policies);
  const after = judgedControl(tenant, plan, judgeOptionsOf(dependencies, scanned));
  const userIds = recent.uses.map(({ userId }) => userId);
  return losesAccessOf(plan, recent, closedFor(before, after, userIds));
}

function judgedControl(tenant: TenantSnapshot, { control }: Plan, options: JudgeOptions): JudgedControl {
  const [judged] = judgeStepwise(tenant, { ...options, controls: [control] }).controls;
  if (judged === undefined) throw new Error(`The control ${control} was not decided.`);
  return judged;
}
