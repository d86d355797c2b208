import type { JournalReport } from '../../../shared/application/remediation/audit-journal.ts';
import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { counted } from '../../../shared/core/controls/list-text.ts';
import type { AffectedPerson } from '../../../shared/core/remediation/course/impact.ts';
import type { ConditionalAccessPolicy } from '../../sandbox/entra-tenant/policy-types.ts';
import type { Proposed } from './deciding.ts';
import { type Restored, somebodyWeakensIt, twoPeopleRestoreIt, type Weakened } from './drift.ts';
import {
  attackerTriesAgain,
  nextScanVerifies,
  switchedOn,
  type TriedAgain,
  type Verified,
} from './enforcement.ts';
import { planIsRenewed, type Renewed, type TeamExcepted, teamIsExcepted } from './exception.ts';
import {
  appliedInReportOnly,
  firstScanFails,
  phishSucceeds,
  planIsProposed,
  requesterIsRefused,
} from './first-plan.ts';
import { auditedJournals } from './journals-hold.ts';
import { type Observed, observed, sayWhomItStops } from './observation.ts';
import type { Token } from './phishing.ts';
import { writtenPolicy } from './policies-now.ts';
import type { Scanned } from './scanning.ts';
import type { Stage } from './stage.ts';

/** What came back at each step, where everybody said yes. */
export interface Story {
  readonly phish: Token;
  readonly failing: Scanned;
  readonly proposed: Proposed;
  readonly refusal: { readonly status: number; readonly detail: string };
  readonly applied: ShownRemediation;
  /** As it stood in the tenant right after the first write. */
  readonly created: ConditionalAccessPolicy;
  readonly observed: Observed;
  readonly stopped: readonly AffectedPerson[];
  readonly excepted: TeamExcepted;
  readonly renewed: Renewed;
  readonly on: ShownRemediation;
  readonly verified: Verified;
  readonly triedAgain: TriedAgain;
  readonly weakened: Weakened;
  readonly restored: Restored;
  readonly journals: readonly JournalReport[];
}

/**
 * From a phish that succeeds to a policy that is kept. Undefined: somebody who decides said no, and it ends there.
 * Throws StoryProblem where it does not go as it is told.
 */
export async function playStory(stage: Stage): Promise<Story | undefined> {
  const phish = await phishSucceeds(stage);
  const failing = await firstScanFails(stage);
  const proposed = await planIsProposed(stage);
  const refusal = await requesterIsRefused(stage, proposed.remediation);
  const applied = await appliedInReportOnly(stage, proposed.remediation);
  if (applied === undefined) return undefined;
  const created = writtenPolicy(stage.scene, applied);

  stage.narrator.chapter('The policy is watched in report-only');
  const watched = await observed(stage, applied);
  const stopped = sayWhomItStops(stage, watched);
  const excepted = await teamIsExcepted(stage);
  const renewed = await planIsRenewed(stage, watched.remediation);

  const on = await switchedOn(stage, renewed.observed.remediation);
  if (on === undefined) return undefined;
  const verified = await nextScanVerifies(stage, on);
  const triedAgain = await attackerTriesAgain(stage, phish, on);

  const weakened = await somebodyWeakensIt(stage, verified.remediation);
  const restored = await twoPeopleRestoreIt(stage, weakened);
  const journals = await journalsHold(stage);
  return {
    phish,
    failing,
    proposed,
    refusal,
    applied,
    created,
    observed: watched,
    stopped,
    excepted,
    renewed,
    on,
    verified,
    triedAgain,
    weakened,
    restored,
    journals,
  };
}

async function journalsHold({ scene, narrator }: Stage): Promise<readonly JournalReport[]> {
  narrator.chapter('An auditor verifies the journals, out of storage');
  const reports = await auditedJournals(scene);
  for (const { remediationId, status, entries, approvals } of reports) {
    const signed = counted(approvals, 'signed approval');
    narrator.say(`${remediationId} (${status}): ${entries} entries, ${signed}. It holds.`);
  }
  return reports;
}
