import type { Logger } from '../application/ports/logger.ts';
import type { PolicyWriter } from '../application/ports/policy-writer.ts';
import type { Sleep } from '../application/ports/sleep.ts';
import type { Delivery } from '../application/reject-message.ts';
import type { Adapters } from './adapters.ts';
import { approvalRules } from './approval-rules.ts';
import type { RemediationSettings } from './remediation.ts';

/** The use cases of the app that writes: it carries out what was approved, and nobody can call it. */
export interface WriterApp {
  /** Throws where the message is to be delivered again. */
  applyRemediation(delivery: Delivery, logger: Logger): Promise<void>;
}

/** All with the writer's identity. */
export interface WriterAdapters
  extends Pick<
    Adapters,
    | 'remediationStore'
    | 'journalHeadStore'
    | 'remediationQueue'
    | 'approvalVerifier'
    | 'tenantReader'
    | 'exceptionRegister'
    | 'resultStore'
    | 'notificationQueue'
    | 'telemetry'
    | 'clock'
  > {
  readonly policyWriter: () => Promise<PolicyWriter>;
  readonly sleep: Sleep;
}

/** `lastAttempt`: after which the host moves a message to poison. */
export function composeWriter(
  settings: RemediationSettings,
  adapters: WriterAdapters,
  lastAttempt: number,
): WriterApp {
  return {
    async applyRemediation(delivery, logger) {
      const { applyRemediation } = await import('../application/remediation/apply/apply-remediation.ts');
      const { judgeTenant } = await import('../core/judge-tenant.ts');
      const dependencies = {
        tenantIds: settings.TENANT_IDS,
        lastAttempt,
        judgeTenant,
        logger,
        emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
        administrativeRoles: settings.ADMINISTRATIVE_ROLE_IDS,
        stepLimit: settings.PROOF_STEP_LIMIT,
        rules: approvalRules(settings),
        isDryRun: settings.REMEDIATION_DRY_RUN,
        clock: adapters.clock,
        sleep: adapters.sleep,
        telemetry: adapters.telemetry(logger),
        remediationStore: await adapters.remediationStore(),
        journalHeadStore: await adapters.journalHeadStore(),
        remediationQueue: await adapters.remediationQueue(),
        approvalVerifier: await adapters.approvalVerifier(),
        tenantReader: await adapters.tenantReader(),
        policyWriter: await adapters.policyWriter(),
        exceptionRegister: await adapters.exceptionRegister(),
        resultStore: await adapters.resultStore(),
        notificationQueue: await adapters.notificationQueue(),
      };
      await applyRemediation(dependencies, delivery);
    },
  };
}
