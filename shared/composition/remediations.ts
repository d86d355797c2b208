import type { Logger } from '../application/ports/logger.ts';
import type { Delivery } from '../application/reject-message.ts';
import type { PlanningCache } from '../application/remediation/plans-of-control.ts';
import type { Remediations } from '../application/remediation/remediations.ts';
import type { Adapters } from './adapters.ts';
import { approvalRules } from './approval-rules.ts';
import type { RemediationSettings } from './remediation.ts';
import type { Settings } from './settings.ts';
import { type SignInSettings, slicePlan } from './sign-ins.ts';

export interface RemediationsUseCases {
  /** What people ask of remediations. */
  remediations(logger: Logger): Promise<Remediations>;
  /** Proposes what a pipeline asks for by a message. */
  proposeOnRequest(delivery: Delivery, logger: Logger): Promise<void>;
}

/** In bytes: what an instance can hold beside the proof. */
const largestEvidence = 256 * 1024 * 1024;

export function remediationsUseCases(
  settings: RemediationSettings & SignInSettings & Pick<Settings, 'MAX_RESULT_AGE_HOURS'>,
  adapters: Adapters,
): RemediationsUseCases {
  const planningCache: PlanningCache = {};
  const dependenciesFor = async (logger: Logger) => ({
    tenantIds: settings.TENANT_IDS,
    clock: adapters.clock,
    rules: approvalRules(settings),
    emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
    administrativeRoles: settings.ADMINISTRATIVE_ROLE_IDS,
    stepLimit: settings.PROOF_STEP_LIMIT,
    plan: slicePlan(settings),
    largestEvidence,
    planningCache,
    maxResultAgeHours: settings.MAX_RESULT_AGE_HOURS,
    logger,
    remediationStore: await adapters.remediationStore(),
    remediationQueue: await adapters.remediationQueue(),
    notificationQueue: await adapters.notificationQueue(),
    resultStore: await adapters.resultStore(),
    evidenceStore: await adapters.evidenceStore(),
    signInEvidenceStore: await adapters.signInEvidenceStore(),
    telemetry: adapters.telemetry(logger),
    approvalVerifier: adapters.approvalVerifier,
    signInService: {
      authorityHost: settings.AUTHORITY_HOST,
      tenantId: settings.API_TENANT_ID,
      clientId: settings.API_CLIENT_ID,
    },
  });

  return {
    async remediations(logger) {
      const { remediationsUseCases: useCases } = await import('../application/remediation/remediations.ts');
      return useCases(await dependenciesFor(logger));
    },

    async proposeOnRequest(delivery, logger) {
      const { proposeOnRequest } = await import('../application/remediation/propose-on-request.ts');
      await proposeOnRequest(await dependenciesFor(logger), delivery);
    },
  };
}
