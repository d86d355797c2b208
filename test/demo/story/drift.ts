import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import type { Finding } from '../../../shared/core/controls/control-result.ts';
import { expectThat } from './as-told.ts';
import { approve, carriedOn, show } from './deciding.ts';
import { writtenPolicy } from './policies-now.ts';
import { type Scanned, scanLater } from './scanning.ts';
import { nameOf, type Stage } from './stage.ts';
import { driftFinding, leaveOut, restorationId } from './weakening.ts';

export interface Weakened {
  readonly scanned: Scanned;
  readonly finding: Finding;
  /** What the scan proposed. */
  readonly restoration: ShownRemediation;
}

export async function somebodyWeakensIt(
  { scene, narrator }: Stage,
  verified: ShownRemediation,
): Promise<Weakened> {
  const { administrator } = scene;
  narrator.chapter('Somebody weakens the policy');
  leaveOut(scene, writtenPolicy(scene, verified), 'Dev Tools');
  narrator.say(`In the admin centre ${administrator.displayName} excludes the group Dev Tools from it.`);
  const scanned = await scanLater(scene);
  const { verdict, usersInGap } = scanned.control;
  expectThat(verdict === 'fail', `2.2.3 was to fail, and is ${verdict}.`);
  const finding = driftFinding(scanned);
  const restoration = await show(scene, await restorationId(scene));
  narrator.say(
    `The next scan: 2.2.3 fails, ${usersInGap} users in a gap. Finding, ${finding.severity}: ${finding.text}`,
  );
  narrator.say(
    `It proposes to restore what was approved, which needs ${restoration.decision?.needed} people.`,
  );
  return { scanned, finding, restoration };
}

export interface Restored {
  /** After the first of two approvals. */
  readonly halfApproved: ShownRemediation;
  readonly restoration: ShownRemediation;
  readonly scanned: Scanned;
  readonly excludeGroups: readonly string[];
}

export async function twoPeopleRestoreIt(
  { scene, narrator }: Stage,
  { restoration }: Weakened,
): Promise<Restored> {
  narrator.chapter('Two people restore it');
  const reason = 'Dev Tools was not approved';
  const halfApproved = await approve(scene, 'approver', restoration, reason);
  narrator.say(
    `${nameOf(scene, 'approver')} approves, and nothing is written yet: ${halfApproved.state.status}.`,
  );
  const approved = await approve(scene, 'second-approver', halfApproved, reason);
  const written = await carriedOn(scene, approved, 'enforced');
  const { excludeGroups } = writtenPolicy(scene, written).conditions.users;
  const scanned = await scanLater(scene);
  const { verdict } = scanned.control;
  expectThat(verdict === 'pass', `2.2.3 was to pass, and is ${verdict}.`);
  const restored = await show(scene, written.proposal.remediationId);
  expectThat(restored.state.status === 'verified', `The restoration is ${restored.state.status}.`);
  narrator.say(
    `${nameOf(scene, 'second-approver')} approves as well. The writer restores it, and the next scan: 2.2.3 passes.`,
  );
  return { halfApproved, restoration: restored, scanned, excludeGroups };
}
