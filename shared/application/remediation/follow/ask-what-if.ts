import type { Finding } from '../../../core/controls/control-result.ts';
import { ForbiddenError, NotFoundError, TransientError } from '../../../core/errors.ts';
import { idsOfPolicies } from '../../../core/remediation/measure/observed-policies.ts';
import { whatIfFindings } from '../../../core/remediation/measure/what-if-findings.ts';
import { whatIfSample } from '../../../core/remediation/measure/what-if-sample.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import type { Following } from './following.ts';

/** What Graph's What If says of a sample of sign-ins beside the proof. */
export type SecondOpinion =
  | { readonly kind: 'asked'; readonly signIns: number; readonly findings: readonly Finding[] }
  /** Nobody gave the permission: until somebody does, there is no second opinion. */
  | { readonly kind: 'notPermitted'; readonly why: string }
  | { readonly kind: 'later'; readonly why: string };

export async function askWhatIf(following: Following, kept: KeptRemediation): Promise<SecondOpinion> {
  const { proposal } = kept.remediation;
  const tenantId = tenantIdSchema.parse(proposal.tenantId);
  const findings: Finding[] = [];
  let signIns = 0;
  try {
    // One after the other: Graph allows one such request a second.
    for (const sampled of sampleOf(following, kept)) {
      const answers = await following.whatIf.evaluate(tenantId, sampled.request).catch(unlessGone);
      if (answers === undefined) continue;
      signIns += 1;
      findings.push(...whatIfFindings(sampled, answers));
    }
  } catch (error) {
    if (error instanceof ForbiddenError) return { kind: 'notPermitted', why: error.message };
    if (error instanceof TransientError) return { kind: 'later', why: error.message };
    throw error;
  }
  return { kind: 'asked', signIns, findings };
}

function sampleOf({ scanned }: Following, { remediation }: KeptRemediation) {
  const { emergencyAccess, administrativeRoles, scannedAt } = scanned.scan.state;
  const { plan, losesAccess } = remediation.proposal;
  return whatIfSample(scanned.snapshot, {
    exceptions: scanned.exceptions,
    emergencyAccess,
    administrativeRoles,
    at: scannedAt,
    control: plan.control,
    policyIds: idsOfPolicies(remediation),
    inGapBefore: losesAccess.people.find(({ isExcepted }) => !isExcepted)?.userId ?? null,
  });
}

/** Of a user who was deleted since the scan there is nothing to ask. */
function unlessGone(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
