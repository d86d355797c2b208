import { createHash } from 'node:crypto';
import { counted } from '../../../core/controls/list-text.ts';
import { eventNames } from '../../event-names.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { canonicalJson } from '../canonical-json.ts';
import { verifiedNotification } from '../remediation-notifications.ts';
import { askWhatIf, type SecondOpinion } from './ask-what-if.ts';
import { type Following, happens, type In, isSeenSince } from './following.ts';
import { type Notice, noticeOnce } from './notice-once.ts';

/**
 * Holds what is in force against what the plan said: by the proof of this scan, and by What If. `arePoliciesKnown`: all
 * of them stand as they were approved. What is not as it should be is told, and looked at again by the next scan.
 */
export async function verifyEnforcement(
  following: Following,
  kept: In<'enforced'>,
  arePoliciesKnown: boolean,
): Promise<KeptRemediation> {
  const { plan, tenantId } = kept.remediation.proposal;
  const { scan } = following.scanned;
  if (!arePoliciesKnown || !isSeenSince(following, kept.remediation.state.at)) return kept;
  const record = await following.resultStore.latestOf(tenantIdSchema.parse(tenantId), plan.control);
  if (record?.scanId !== scan.scanId) return kept;

  const { verdict, reasons } = record.result;
  const expected = plan.after.verdict;
  if (verdict !== expected && verdict !== 'pass') {
    const text =
      `By the plan the verdict would be ${expected}, and it is ${verdict}. ${reasons[0] ?? ''}`.trim();
    return noticeOnce(following, kept, notice(kept, 'verdict-differs', text, plan.control));
  }
  const opinion = await askWhatIf(following, kept);
  if (opinion.kind === 'later') {
    following.logger.warn('What If could not be asked', { tenantId, why: opinion.why });
    return kept;
  }
  const told = await tellOpinion(following, kept, opinion);
  if (opinion.kind === 'asked' && opinion.findings.some(({ severity }) => severity !== 'info')) return told;
  const checks = [
    'What was approved stands in the tenant, member by member.',
    `The proof says ${verdict}${verdict === expected ? ', as the plan said' : ` where the plan said ${expected}`}.`,
    opinionText(opinion),
  ];
  return verified(following, told, checks);
}

async function tellOpinion(
  following: Following,
  kept: KeptRemediation,
  opinion: Exclude<SecondOpinion, { kind: 'later' }>,
): Promise<KeptRemediation> {
  if (opinion.kind === 'notPermitted') {
    return noticeOnce(following, kept, notice(kept, 'what-if-not-permitted', opinion.why, ''));
  }
  let now = kept;
  for (const { key, text, subject } of opinion.findings) {
    now = await noticeOnce(following, now, notice(kept, key, text, subject));
  }
  return now;
}

function opinionText(opinion: Exclude<SecondOpinion, { kind: 'later' }>): string {
  if (opinion.kind === 'notPermitted') {
    return "Graph's What If was not asked, as the permission is missing: this rests on the proof alone.";
  }
  const { signIns, findings } = opinion;
  if (signIns === 0) return "There was no sign-in to ask Graph's What If about.";
  const without = findings.length === 0 ? '' : `, of which ${findings.length} lacked information`;
  return `Graph's What If does not disagree in any of ${counted(signIns, 'sign-in')}${without}.`;
}

async function verified(
  following: Following,
  kept: KeptRemediation,
  checks: readonly string[],
): Promise<KeptRemediation> {
  const { scanId, state } = following.scanned.scan;
  const { proposal } = kept.remediation;
  const now = await happens(following, kept, { kind: 'verified', scanId, checks }, (remediation) => [
    verifiedNotification(remediation, checks, state.scannedAt),
  ]);
  const { tenantId, remediationId, plan } = proposal;
  const properties = { tenantId, remediationId, scanId, control: plan.control };
  await following.telemetry.record([{ name: eventNames.remediationVerified, properties }]);
  return now;
}

function notice({ remediation }: KeptRemediation, key: string, text: string, subject: string): Notice {
  const what = canonicalJson({ key, text, subject, since: remediation.state.at });
  return { key, text, subject, fingerprint: `sha256:${createHash('sha256').update(what).digest('hex')}` };
}
