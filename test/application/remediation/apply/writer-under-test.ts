import { tenantIdSchema } from '../../../../shared/application/identifiers.ts';
import type { PolicyWriter } from '../../../../shared/application/ports/policy-writer.ts';
import type { ApplyDependencies } from '../../../../shared/application/remediation/apply/apply-dependencies.ts';
import { applyRemediation } from '../../../../shared/application/remediation/apply/apply-remediation.ts';
import { enforcementHashOf, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import { recordEvent, recordProposal } from '../../../../shared/application/remediation/record-event.ts';
import { TransientError } from '../../../../shared/core/errors.ts';
import { judgeTenant } from '../../../../shared/core/judge-tenant.ts';
import { bindingsOf } from '../../../../shared/core/remediation/course/bindings-of.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { EnforcementProposal } from '../../../../shared/core/remediation/course/impact.ts';
import type { Proposal } from '../../../../shared/core/remediation/course/proposal.ts';
import type { Approval, Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import { idsOfPolicies } from '../../../../shared/core/remediation/measure/observed-policies.ts';
import type { Plan, WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { planRemediation } from '../../../../shared/core/remediation/plan-remediation.ts';
import { defaultStepLimit } from '../../../../shared/core/step-limit.ts';
import { graphGroup, graphUser } from '../../../core/example-tenant.ts';
import { bo } from '../../../core/exceptions/register-examples.ts';
import { scanId } from '../../examples.ts';
import { InMemoryApprovalVerifier, idTokenOf } from '../../in-memory/in-memory-approval-verifier.ts';
import { InMemoryExceptionRegister } from '../../in-memory/in-memory-exception-register.ts';
import { InMemoryJournalHeadStore } from '../../in-memory/in-memory-journal-head-store.ts';
import { InMemoryPolicyWriter } from '../../in-memory/in-memory-policy-writer.ts';
import { InMemoryRemediationQueue } from '../../in-memory/in-memory-remediation-queue.ts';
import { InMemoryRemediationStore } from '../../in-memory/in-memory-remediation-store.ts';
import { InMemoryResultStore } from '../../in-memory/in-memory-result-store.ts';
import { LittleTenant } from '../../in-memory/little-tenant.ts';
import { RecordingLogger } from '../../in-memory/recording-logger.ts';
import { RecordingNotificationQueue } from '../../in-memory/recording-notification-queue.ts';
import { RecordingTelemetry } from '../../in-memory/recording-telemetry.ts';
import { exampleProposal, remediationId } from '../remediation-examples.ts';

export const tenant = tenantIdSchema.parse('0a0a0a0a-0000-4000-8000-000000000001');
export const control = 'device-code-flow-blocked';
export const breakGlass = 'break-glass';

/** Ann and Cem, the crew that Ann is in, and an account for emergencies. */
export function littleTenant(policies: readonly WirePolicy[] = []): LittleTenant {
  return new LittleTenant({
    tenantId: tenant,
    policies,
    users: [graphUser('ann'), graphUser('cem'), graphUser(breakGlass)],
    groups: [graphGroup('crew', ['ann'])],
    roleAssignments: [],
    namedLocations: [],
    securityDefaults: { isEnabled: false },
    baselineScopes: 'enforced',
    licences: ['AAD_PREMIUM'],
  });
}

/** The writer over twins, and the reader's part of the course done by hand; time passes by sleeping and by `wait`. */
export class WriterUnderTest {
  readonly tenant: LittleTenant;
  readonly policyWriter: InMemoryPolicyWriter;
  readonly remediationStore = new InMemoryRemediationStore();
  readonly journalHeadStore = new InMemoryJournalHeadStore();
  readonly remediationQueue = new InMemoryRemediationQueue();
  readonly exceptionRegister = new InMemoryExceptionRegister();
  readonly resultStore = new InMemoryResultStore();
  readonly telemetry = new RecordingTelemetry();
  readonly notificationQueue = new RecordingNotificationQueue();
  readonly logger = new RecordingLogger();
  readonly dependencies: ApplyDependencies;
  /** Of the remediation that is proposed and looked at. */
  id = remediationId(1);
  #now = Date.parse('2026-11-02T06:00:00.000Z');

  constructor(tenantUnderTest = littleTenant(), changes: Partial<ApplyDependencies> = {}) {
    this.tenant = tenantUnderTest;
    this.policyWriter = new InMemoryPolicyWriter(this.tenant, this.clock);
    this.dependencies = {
      tenantIds: [tenant],
      lastAttempt: 5,
      clock: this.clock,
      remediationStore: this.remediationStore,
      journalHeadStore: this.journalHeadStore,
      remediationQueue: this.remediationQueue,
      policyWriter: this.policyWriter,
      approvalVerifier: new InMemoryApprovalVerifier(),
      tenantReader: this.tenant,
      exceptionRegister: this.exceptionRegister,
      resultStore: this.resultStore,
      telemetry: this.telemetry,
      notificationQueue: this.notificationQueue,
      logger: this.logger,
      judgeTenant,
      sleep: async (milliseconds) => this.wait(milliseconds),
      emergencyAccess: [breakGlass],
      administrativeRoles: [],
      stepLimit: defaultStepLimit,
      rules: { approvals: 1, observationDays: 3, approvalHours: 72, delivery: 'direct' },
      isDryRun: false,
      ...changes,
    };
  }

  readonly clock = () => new Date(this.#now);

  wait(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Proposes the plan of that kind for the tenant as it is, or another plan. */
  async propose(kind: Plan['kind'] = 'create', parts: Partial<Proposal> = {}): Promise<Proposal> {
    const { emergencyAccess } = this.dependencies;
    const snapshot = await this.tenant.read();
    const at = this.clock().toISOString();
    const { plans, verdict, usersInGap } = planRemediation(snapshot, control, { emergencyAccess, at });
    const plan = parts.plan ?? plans.find((one) => one.kind === kind);
    if (plan === undefined) throw new Error(`There is no plan to ${kind}.`);
    const proposal = exampleProposal(1, {
      remediationId: this.id,
      tenantId: tenant,
      plan,
      before: { verdict, usersInGap },
      restsOn: bindingsOf(snapshot, { plan, emergencyAccess, exceptions: [] }),
      basis: { scanId: scanId(1), scannedAt: at, inputHash: `sha256:${'0'.repeat(64)}` },
      proposedAt: at,
      expiresAt: new Date(this.#now + 72 * 3_600_000).toISOString(),
      ...parts,
    });
    await recordProposal(this.dependencies, proposal);
    return proposal;
  }

  /** Bo signs the plan. */
  async approve(proposal: Proposal): Promise<void> {
    await this.happen({ kind: 'applicationApproved', approval: this.approval(planHashOf(proposal)) });
  }

  /** Some days of observing, and Bo signs that it is enforced. */
  async observeAndApprove(changes: Partial<EnforcementProposal> = {}, days = 15): Promise<void> {
    await this.happen({ kind: 'observationBegun', scanId: scanId(2) });
    this.wait(days * 86_400_000);
    const enforcement = { ...enforcementOf(await this.remediation()), ...changes };
    const enforcementHash = enforcementHashOf(enforcement);
    const approval = this.approval(enforcementHash);
    await this.happen({
      kind: 'enforcementApproved',
      approval,
      enforcementHash,
      enforcement,
      acknowledged: [],
    });
  }

  approval(signedHash: string, by = bo): Approval {
    const at = this.clock().toISOString();
    const idToken = idTokenOf({ objectId: by.objectId, nonce: signedHash, issuedAt: at });
    return { by, at, reason: 'Reviewed', signedHash, idToken, key: { kty: 'RSA', kid: 'made-up' } };
  }

  async happen(event: RemediationEvent): Promise<void> {
    const found = await this.remediationStore.find(tenant, this.id);
    if (found === undefined) throw new Error('There is no remediation.');
    await recordEvent(this.dependencies, found, event);
  }

  /** The request has its effect, and its answer is lost. */
  losing(name: 'create' | 'change'): Partial<ApplyDependencies> {
    return this.#intercepted(name, async (send) => {
      await send();
      throw new TransientError('The answer was lost.');
    });
  }

  /** The writer dies before the request is sent. */
  dyingBefore(name: 'create' | 'change'): Partial<ApplyDependencies> {
    return this.#intercepted(name, () => Promise.reject(new Error('The writer died.')));
  }

  /** The writer dies when the request has had its effect. */
  dyingAfter(name: 'create' | 'change'): Partial<ApplyDependencies> {
    return this.#intercepted(name, async (send) => {
      await send();
      throw new Error('The writer died.');
    });
  }

  /** Graph refuses the request. */
  refusing(name: 'create' | 'change', error: Error): Partial<ApplyDependencies> {
    return this.#intercepted(name, () => Promise.reject(error));
  }

  /** Somebody else does this when the request has had its effect. */
  andThen(name: 'create' | 'change', meanwhile: () => void): Partial<ApplyDependencies> {
    return this.#intercepted(name, async (send) => {
      const answer = await send();
      meanwhile();
      return answer;
    });
  }

  #intercepted(
    name: 'create' | 'change',
    around: (send: () => Promise<WirePolicy>) => Promise<WirePolicy>,
  ): Partial<ApplyDependencies> {
    const { policyWriter: inner } = this;
    const policyWriter: PolicyWriter = {
      read: (...given) => inner.read(...given),
      named: (...given) => inner.named(...given),
      create: (...given) =>
        name === 'create' ? around(() => inner.create(...given)) : inner.create(...given),
      async change(...given) {
        const send = async () => {
          await inner.change(...given);
          return {};
        };
        await (name === 'change' ? around(send) : send());
      },
    };
    return { policyWriter };
  }

  /** The queue delivers its message, for the first time unless told otherwise. */
  async deliver(attempt = 1, changes: Partial<ApplyDependencies> = {}): Promise<void> {
    const message = { version: 1, tenantId: tenant, remediationId: this.id };
    const insertedAt = this.clock().toISOString();
    const delivery = { queue: 'remediations', messageId: 'm1', insertedAt, message, attempt };
    await applyRemediation({ ...this.dependencies, ...changes }, delivery);
  }

  async remediation(): Promise<Remediation> {
    const found = await this.remediationStore.find(tenant, this.id);
    if (found === undefined) throw new Error('There is no remediation.');
    return found.remediation;
  }

  async status(): Promise<string> {
    return (await this.remediation()).state.status;
  }

  /** What has happened, in order. */
  async events(): Promise<readonly RemediationEvent['kind'][]> {
    const journal = await this.remediationStore.journal(tenant, this.id);
    return journal.map(({ event }) => event.kind);
  }

  sent(): readonly string[] {
    return this.policyWriter.sent.map(({ method, body }) => `${method} ${String(body['state'])}`);
  }
}

export function enforcementOf(remediation: Remediation): EnforcementProposal {
  const { proposal, planHash } = remediation;
  return {
    version: 1,
    remediationId: proposal.remediationId,
    tenantId: proposal.tenantId,
    planHash,
    policyIds: idsOfPolicies(remediation),
    acknowledges: [],
  };
}
