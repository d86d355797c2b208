import type { Logger } from '../application/ports/logger.ts';
import type { RunScanDependencies } from '../application/run-scan.ts';
import type { Adapters } from './adapters.ts';
import type { AppSettings } from './app.ts';
import { approvalRules } from './approval-rules.ts';
import { slicePlan } from './sign-ins.ts';

/** In bytes: a scan that was delivered again holds nothing beside it. */
const largestEvidence = 256 * 1024 * 1024;

/** What a scan does about remediations. Neither fails it. */
export function remediationFollowing(
  settings: AppSettings,
  adapters: Adapters,
  logger: Logger,
): Pick<RunScanDependencies, 'findingsOfRemediations' | 'followRemediations'> {
  return {
    async findingsOfRemediations(tenantId, seen) {
      try {
        const { findingsOfRemediations } = await import(
          '../application/remediation/follow/findings-of-remediations.ts'
        );
        const remediationStore = await adapters.remediationStore();
        const policyAudit = await adapters.policyAudit();
        return await findingsOfRemediations({ remediationStore, policyAudit, logger }, tenantId, seen);
      } catch (error) {
        logger.error('What became of remediations could not be looked up', { tenantId, error });
        return new Map();
      }
    },

    async followRemediations(scan, scanned) {
      try {
        const { followRemediations } = await import(
          '../application/remediation/follow/follow-remediations.ts'
        );
        await followRemediations(await followDependencies(settings, adapters, logger), scan, scanned);
      } catch (error) {
        logger.error('Remediations could not be looked up', { tenantId: scan.tenantId, error });
      }
    },
  };
}

async function followDependencies(settings: AppSettings, adapters: Adapters, logger: Logger) {
  return {
    tenantIds: settings.TENANT_IDS,
    emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
    administrativeRoles: settings.ADMINISTRATIVE_ROLE_IDS,
    stepLimit: settings.PROOF_STEP_LIMIT,
    rules: approvalRules(settings),
    plan: slicePlan(settings),
    largestEvidence,
    logger,
    clock: adapters.clock,
    telemetry: adapters.telemetry(logger),
    remediationStore: await adapters.remediationStore(),
    remediationQueue: await adapters.remediationQueue(),
    journalHeadStore: await adapters.journalHeadStore(),
    resultStore: await adapters.resultStore(),
    evidenceStore: await adapters.evidenceStore(),
    signInEvidenceStore: await adapters.signInEvidenceStore(),
    notificationQueue: await adapters.notificationQueue(),
    whatIf: await adapters.whatIf(),
    policyAudit: await adapters.policyAudit(),
  };
}
