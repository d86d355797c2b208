import type { Finding } from '../../../core/controls/control-result.ts';
import type { TenantId } from '../../identifiers.ts';
import type { Logger } from '../../ports/logger.ts';
import type { PolicyAudit } from '../../ports/policy-audit.ts';
import type { KeptRemediation, RemediationStore } from '../../ports/remediation-store.ts';
import type { Seen } from '../../scan-tenant.ts';
import { type Drift, driftsOf } from './drifts.ts';
import { noticedOf } from './notice-once.ts';

export interface FindingsDependencies {
  readonly remediationStore: Pick<RemediationStore, 'standing' | 'journal'>;
  readonly policyAudit: PolicyAudit;
  readonly logger: Logger;
}

/** By the key of the control. */
export type FindingsOfRemediations = ReadonlyMap<string, readonly Finding[]>;

/**
 * What a scan has to tell of remediations that are in force: who changed their policies, and where What If disagreed
 * when they were to be verified. Never rejects: a scan does not fail for want of it.
 */
export async function findingsOfRemediations(
  dependencies: FindingsDependencies,
  tenantId: TenantId,
  seen: Seen,
): Promise<FindingsOfRemediations> {
  const findings = new Map<string, readonly Finding[]>();
  try {
    const standing = await dependencies.remediationStore.standing(tenantId);
    for (const kept of standing.filter(isInForce)) {
      const { control } = kept.remediation.proposal.plan;
      const own = await findingsOf(dependencies, seen, kept, standing);
      findings.set(control, [...(findings.get(control) ?? []), ...own]);
    }
  } catch (error) {
    dependencies.logger.error('What became of remediations could not be found out', { tenantId, error });
  }
  return findings;
}

/** What is rolled back may come back: whoever switches it on again opens nothing. */
function isInForce({ remediation: { proposal, state } }: KeptRemediation): boolean {
  const isEnforced = state.status === 'enforced' || state.status === 'verified';
  return isEnforced && proposal.purpose.kind !== 'rollBack';
}

async function findingsOf(
  dependencies: FindingsDependencies,
  seen: Seen,
  kept: KeptRemediation,
  standing: readonly KeptRemediation[],
): Promise<readonly Finding[]> {
  const { drifts } = await driftsOf(dependencies, seen, kept, standing);
  return [...drifts.map(driftFinding), ...(await doubtsOf(dependencies, kept))];
}

function driftFinding({ drift, text }: Drift): Finding {
  const { id } = drift.policy;
  return drift.kind === 'renamed'
    ? { key: 'policy-renamed', severity: 'info', text, subject: id }
    : { key: 'policy-drifted', severity: 'high', text, subject: id };
}

const severities: Readonly<Record<string, Finding['severity']>> = {
  'what-if-disagrees': 'medium',
  'what-if-blocks-emergency-access': 'high',
};

/** Until it is verified: by then What If agrees. */
async function doubtsOf(
  dependencies: FindingsDependencies,
  kept: KeptRemediation,
): Promise<readonly Finding[]> {
  const { state } = kept.remediation;
  if (state.status !== 'enforced') return [];
  const noticed = await noticedOf(dependencies, kept);
  return noticed.flatMap(({ key, text, subject, at }) => {
    const severity = severities[key];
    return severity === undefined || at < state.at ? [] : [{ key, severity, text, subject }];
  });
}
