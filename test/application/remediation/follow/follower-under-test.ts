import type { ScanId } from '../../../../shared/application/identifiers.ts';
import type { KeptRemediation } from '../../../../shared/application/ports/remediation-store.ts';
import { applyRemediation } from '../../../../shared/application/remediation/apply/apply-remediation.ts';
import { findingsOfRemediations } from '../../../../shared/application/remediation/follow/findings-of-remediations.ts';
import { followRemediations } from '../../../../shared/application/remediation/follow/follow-remediations.ts';
import type { FollowDependencies } from '../../../../shared/application/remediation/follow/following.ts';
import { enforcementHashOf, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import { recordEvent } from '../../../../shared/application/remediation/record-event.ts';
import { runScan } from '../../../../shared/application/run-scan.ts';
import { slicesIn } from '../../../../shared/application/sign-ins/slices.ts';
import type { ControlResult } from '../../../../shared/core/controls/control-result.ts';
import type { Person } from '../../../../shared/core/exceptions/registered-exception.ts';
import { judgeStepwise } from '../../../../shared/core/judge-tenant.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { EnforcementProposal, Impact } from '../../../../shared/core/remediation/course/impact.ts';
import type { Proposal } from '../../../../shared/core/remediation/course/proposal.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import type { DeviceCodeUse, PolicyResult } from '../../../../shared/core/sign-ins/sign-in-counts.ts';
import { bo } from '../../../core/exceptions/register-examples.ts';
import { policyResult } from '../../../core/remediation/measure/measuring.ts';
import { scanId, scanRequest } from '../../examples.ts';
import { InMemoryEvidenceStore } from '../../in-memory/in-memory-evidence-store.ts';
import { InMemoryGapUserStore } from '../../in-memory/in-memory-gap-user-store.ts';
import { InMemoryPolicyAudit } from '../../in-memory/in-memory-policy-audit.ts';
import { InMemoryScanRegister } from '../../in-memory/in-memory-scan-register.ts';
import { InMemorySignInEvidenceStore } from '../../in-memory/in-memory-sign-in-evidence-store.ts';
import { InMemoryWhatIf } from '../../in-memory/in-memory-what-if.ts';
import { control, littleTenant, tenant, WriterUnderTest } from '../apply/writer-under-test.ts';
import { keptRemediation } from '../kept-remediation.ts';

export const rules = { approvals: 1, observationDays: 3, approvalHours: 72, delivery: 'direct' } as const;
export const cy: Person = { objectId: '20000000-0000-4000-8000-000000000003', name: 'Cy' };
const day = 86_400_000;

/** Both apps over the same twins: scans that follow remediations, and the writer that carries out what was approved. */
export class FollowerUnderTest {
  readonly writer: WriterUnderTest;
  readonly whatIf = new InMemoryWhatIf();
  readonly policyAudit = new InMemoryPolicyAudit();
  readonly signInEvidenceStore = new InMemorySignInEvidenceStore();
  readonly evidenceStore = new InMemoryEvidenceStore();
  readonly dependencies: FollowDependencies;
  #scans = 0;

  constructor(tenantUnderTest = littleTenant()) {
    this.writer = new WriterUnderTest(tenantUnderTest);
    const { emergencyAccess, administrativeRoles, stepLimit, ...others } = this.writer.dependencies;
    this.dependencies = {
      ...others,
      resultStore: this.writer.resultStore,
      emergencyAccess,
      administrativeRoles,
      stepLimit,
      rules,
      whatIf: this.whatIf,
      policyAudit: this.policyAudit,
      signInEvidenceStore: this.signInEvidenceStore,
      evidenceStore: this.evidenceStore,
      largestEvidence: 1_000_000,
      plan: { historyDays: 30, latenessHours: 1 },
    };
    // What If agrees unless told otherwise: it applies to everybody but the account for emergencies.
    this.whatIf.answer = async (request) =>
      this.writer.tenant.policies.map(({ id, state }) => ({
        policyId: String(id),
        state: String(state),
        policyApplies: !JSON.stringify(request).includes('break-glass'),
        analysisReasons: [],
      }));
  }

  /** A scan from its message on. Delivered again with `again`. */
  async scan(changes: Partial<FollowDependencies> = {}, again?: ScanId): Promise<ScanId> {
    this.#scans += again === undefined ? 1 : 0;
    const id = again ?? scanId(this.#scans);
    const dependencies = { ...this.dependencies, ...changes };
    const { clock } = this.writer;
    const message = { ...scanRequest(this.#scans, tenant), scanId: id, requestedAt: clock().toISOString() };
    const insertedAt = clock().toISOString();
    await runScan(
      {
        ...this.writer.dependencies,
        emergencyAccess: dependencies.emergencyAccess,
        resultStore: this.writer.resultStore,
        evidenceStore: this.evidenceStore,
        gapUserStore: new InMemoryGapUserStore(),
        scanRegister: new InMemoryScanRegister(this.writer.resultStore),
        judgeTenant: judgeStepwise,
        engine: 'gateproof 0.0.0',
        queueSignIns: async () => {},
        findingsOfRemediations: (...seen) => findingsOfRemediations(dependencies, ...seen),
        followRemediations: (...seen) => followRemediations(dependencies, ...seen),
      },
      { queue: 'scans', messageId: 'm1', insertedAt, message, attempt: 1 },
    );
    this.writer.wait(1_000);
    return id;
  }

  /** The policy stands in report-only, and a scan has seen it there. */
  async observing(parts: Partial<Proposal> = {}): Promise<void> {
    await this.approve(await this.writer.propose('create', { rules, ...parts }));
    await this.writer.deliver();
    await this.scan();
  }

  /** As many people as it takes sign the plan. */
  async approve(proposal: Proposal): Promise<void> {
    if (proposal.rules.approvals > 1) {
      const approval = this.writer.approval(planHashOf(proposal), cy);
      await this.writer.happen({ kind: 'approvalGiven', approval });
    }
    await this.writer.approve(proposal);
  }

  /** So many whole days, on each of which these results were seen; then a scan. */
  async days(count: number, ...results: readonly Partial<PolicyResult>[]): Promise<void> {
    for (let passed = 0; passed < count; passed += 1) {
      await this.signIns(results);
      this.writer.wait(day);
    }
    await this.signIns([]);
    await this.scan();
  }

  /** What the log tells of the present day, in its first hours: somebody signed in whom no policy applied to. */
  async signIns(
    results: readonly Partial<PolicyResult>[],
    uses: readonly DeviceCodeUse[] = [],
  ): Promise<void> {
    const from = `${this.writer.clock().toISOString().slice(0, 10)}T00:00:00.000Z`;
    const slices = slicesIn({ from, to: new Date(Date.parse(from) + day).toISOString() });
    for (const [index, slice] of slices.entries()) {
      const policyResults = index === 0 ? [unconcerned, ...results].map((one) => this.resultOf(one)) : [];
      const readAt = new Date(Date.parse(slice.to) + 2 * 3_600_000).toISOString();
      const counted = { source: 'microsoftGraph', examined: 1, signIns: 1, withoutPolicies: 0 } as const;
      await this.signInEvidenceStore.saveSlice(
        tenant,
        { ...slice, readAt, ...counted },
        { policyResults, uses: index === 0 ? uses : [] },
      );
    }
    await this.signInEvidenceStore.end(tenant, { collectedAt: this.writer.clock().toISOString() });
  }

  resultOf(result: Partial<PolicyResult>): PolicyResult {
    return policyResult({ policyId: String(this.policy()['id']), ...result });
  }

  /** Somebody approves what can be approved now. */
  async approveEnforcement(by: Person = bo, isLast = true): Promise<void> {
    const { enforcement } = await this.impact();
    if (enforcement === null) throw new Error('The gate is closed.');
    const enforcementHash = enforcementHashOf(enforcement);
    const approval = this.writer.approval(enforcementHash, by);
    await this.writer.happen(
      isLast
        ? {
            kind: 'enforcementApproved',
            approval,
            enforcementHash,
            enforcement,
            acknowledged: idsOf(enforcement),
          }
        : { kind: 'approvalGiven', approval },
    );
  }

  /** The policy is in force, and no scan has seen it yet. */
  async enforced(): Promise<void> {
    await this.observing();
    await this.days(4);
    await this.approveEnforcement();
    await this.writer.deliver();
  }

  /** And the scan after verified it. */
  async verified(): Promise<void> {
    await this.enforced();
    await this.scan();
  }

  policy(): WirePolicy {
    const [policy] = this.writer.tenant.policies;
    if (policy === undefined) throw new Error('The tenant has no policy.');
    return policy;
  }

  /** Ann Example changes the policy, an hour after whatever came before. */
  edit(change: (policy: WirePolicy) => WirePolicy, actor: string | null = 'Ann Example'): void {
    this.writer.wait(3_600_000);
    const policyId = String(this.policy()['id']);
    const modifiedDateTime = this.writer.clock().toISOString();
    this.writer.tenant.replace(policyId, { ...change(this.policy()), modifiedDateTime });
    if (actor !== null) this.onRecord(policyId, 'Update conditional access policy', actor);
    this.writer.wait(60_000);
  }

  delete(): void {
    this.writer.wait(3_600_000);
    const policyId = String(this.policy()['id']);
    this.writer.tenant.policies = [];
    this.onRecord(policyId, 'Delete conditional access policy', 'Ann Example');
    this.writer.wait(60_000);
  }

  onRecord(policyId: string, activity: string, name: string): void {
    const actor = { kind: 'person', objectId: 'ann', name } as const;
    this.policyAudit.add(tenant, policyId, { at: this.writer.clock().toISOString(), activity, actor });
  }

  async happenTo(remediation: Remediation, event: RemediationEvent): Promise<void> {
    await recordEvent(this.dependencies, await this.#find(remediation), event);
  }

  /** Bo and Cy sign what has nothing to observe, and the writer carries it out. */
  async carryOut(remediation: Remediation): Promise<void> {
    const { proposal, planHash } = remediation;
    const given = this.writer.approval(planHash, cy);
    await this.happenTo(remediation, { kind: 'approvalGiven', approval: given });
    this.writer.wait(1_000);
    await this.happenTo(remediation, {
      kind: 'enforcementApproved',
      approval: this.writer.approval(planHash),
      enforcementHash: planHash,
      enforcement: null,
      acknowledged: [],
    });
    const message = { version: 1, tenantId: tenant, remediationId: proposal.remediationId };
    const insertedAt = this.writer.clock().toISOString();
    await applyRemediation(this.writer.dependencies, {
      queue: 'remediations',
      messageId: 'm2',
      insertedAt,
      message,
      attempt: 1,
    });
    this.writer.wait(1_000);
  }

  async #find({ proposal }: Remediation): Promise<KeptRemediation> {
    return keptRemediation(this.writer.remediationStore, proposal);
  }

  async impact(): Promise<Impact> {
    const impact = await this.writer.remediationStore.impact(tenant, this.writer.id);
    if (impact === undefined) throw new Error('Nothing was measured.');
    return impact;
  }

  /** The last thing that happened. */
  async lastEvent(): Promise<RemediationEvent | undefined> {
    return (await this.writer.remediationStore.journal(tenant, this.writer.id)).at(-1)?.event;
  }

  async result(): Promise<ControlResult> {
    const record = await this.writer.resultStore.latestOf(tenant, control);
    if (record === undefined) throw new Error('Nothing was decided.');
    return record.result;
  }
}

const unconcerned = { userId: 'cem', result: 'reportOnlyNotApplied' };

function idsOf({ acknowledges }: EnforcementProposal): readonly string[] {
  return acknowledges.map(({ userId }) => userId);
}
