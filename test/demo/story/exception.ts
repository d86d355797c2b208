import { registeredExceptionSchema } from '../../../shared/application/exceptions/registered-exception-schema.ts';
import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { memberChangeText } from '../../../shared/command-line/change-sentences.ts';
import { stepSentence } from '../../../shared/command-line/plan/step-sentence.ts';
import type { RegisteredException } from '../../../shared/core/exceptions/registered-exception.ts';
import { expectThat } from './as-told.ts';
import { approve, carriedOn, end, propose } from './deciding.ts';
import { confirmException, proposeException } from './excepting.ts';
import { type Observed, observed } from './observation.ts';
import { writtenPolicy } from './policies-now.ts';
import { scan } from './scanning.ts';
import { accepted, nameIn, refused, type Scene } from './scene.ts';
import { nameOf, type Stage } from './stage.ts';

export interface TeamExcepted {
  readonly entry: RegisteredException;
  /** Why whoever proposed it could not confirm it. */
  readonly refusal: string;
}

export async function teamIsExcepted({ scene, narrator }: Stage): Promise<TeamExcepted> {
  narrator.chapter('The three are excepted, by two people');
  const proposed = await proposeException(scene);
  const { detail: refusal } = refused(await confirmException(scene, 'approver', proposed));
  const entry = accepted(
    await confirmException(scene, 'second-approver', proposed),
    registeredExceptionSchema,
  );
  expectThat(entry.state.status === 'confirmed', `The exception is ${entry.state.status}.`);
  const { exception } = entry;
  narrator.say(
    `${nameOf(scene, 'approver')} proposes an exception for the group ${scene.teamGroup.displayName} until ${exception.expiresOn}: "${exception.reason}"`,
  );
  narrator.say(`Whoever proposed it may not confirm it: ${refusal}`);
  narrator.say(`${nameOf(scene, 'second-approver')} confirms it, for the three who are in the group now.`);
  return { entry, refusal };
}

export interface Renewed {
  /** The first remediation, which has ended. */
  readonly withdrawn: ShownRemediation;
  /** Groups that the policy leaves out now, by id. */
  readonly excludeGroups: readonly string[];
  readonly observed: Observed;
}

/** An exception holds once the policy carries it out: the plan is proposed anew, and loses no day. */
export async function planIsRenewed(stage: Stage, first: ShownRemediation): Promise<Renewed> {
  const { scene, narrator } = stage;
  const requester = nameOf(scene, 'requester');
  narrator.chapter('The plan is renewed with the exception');
  const how = { by: 'requester', as: 'withdraw' } as const;
  const withdrawn = await end(scene, how, first, 'Proposed anew with the exception of the room device team');
  narrator.say(
    'The policy is to leave them out, which nobody has approved yet: what was approved does not change.',
  );
  narrator.say(
    `${requester} withdraws the first plan, whose policy stays in report-only, and proposes anew after a scan.`,
  );
  await scan(scene);
  const { remediation } = await propose(scene);
  const { plan } = remediation.proposal;
  narrator.say(
    `${plan.steps.map((step) => stepSentence(step, (id) => nameIn(scene, id))).join(' ')} What changes:`,
  );
  for (const sentence of differencesOf(scene, remediation)) narrator.say(sentence);
  const approved = await approve(scene, 'approver', remediation, 'The exception is CHG-2041');
  const applied = await carriedOn(scene, approved, 'appliedInReportOnly');
  const { state, conditions } = writtenPolicy(scene, applied);
  const { excludeGroups } = conditions.users;
  expectThat(state === 'enabledForReportingButNotEnforced', `The policy is ${state}.`);
  expectThat(excludeGroups.includes(scene.teamGroup.id), 'The policy does not leave the team out.');
  narrator.say(
    `${nameOf(scene, 'approver')} approves, and the writer leaves the team out of the policy, still in report-only.`,
  );
  narrator.say(
    'The days before count: the policy stood in report-only then, and stopped at least whom it stops now.',
  );
  return { withdrawn, excludeGroups, observed: await observed(stage, applied) };
}

function differencesOf(scene: Scene, { proposal }: ShownRemediation): readonly string[] {
  return proposal.plan.policies.flatMap(({ differences }) =>
    differences.map((difference) => memberChangeText(difference, (id) => nameIn(scene, id))),
  );
}
