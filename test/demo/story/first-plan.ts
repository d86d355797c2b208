import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { stepSentence } from '../../../shared/command-line/plan/step-sentence.ts';
import { listText } from '../../../shared/core/controls/list-text.ts';
import type { Plan } from '../../../shared/core/remediation/plan.ts';
import { expectThat } from './as-told.ts';
import { carriedOn, type Proposed, propose, tryToApprove } from './deciding.ts';
import { enterCode, type Token, tokenOf } from './phishing.ts';
import { writtenPolicy } from './policies-now.ts';
import { type Scanned, scan } from './scanning.ts';
import { nameIn, refused } from './scene.ts';
import { decided, nameOf, type Stage } from './stage.ts';

export async function phishSucceeds({ scene, narrator }: Stage): Promise<Token> {
  const { victim } = scene;
  narrator.chapter(`An attacker sends ${victim.displayName} a code`);
  const token = await tokenOf(enterCode(scene, victim));
  narrator.say('The code is entered on the genuine page, and the sign-in is confirmed with a security key.');
  narrator.say(`The attacker holds a token for ${token.audience} in the name of ${token.name}.`);
  return token;
}

export async function firstScanFails({ scene, narrator }: Stage): Promise<Scanned> {
  narrator.chapter('A scan asks whether any sign-in gets through');
  const scanned = await narrator.while('Reading the sign-in log of a week and scanning', () => scan(scene));
  const { control } = scanned;
  expectThat(control.verdict === 'fail', `2.2.3 was to fail, and is ${control.verdict}.`);
  narrator.say(`2.2.3 fails, ${control.usersInGap} users in a gap.`);
  narrator.say(control.reasons[0] ?? '');
  return scanned;
}

export async function planIsProposed({ scene, narrator }: Stage): Promise<Proposed> {
  narrator.chapter(`${nameOf(scene, 'requester')} asks for a plan`);
  const proposed = await propose(scene);
  const { plans, chosen, remediation } = proposed;
  const { losesAccess } = remediation.proposal;
  const steps = ({ steps }: Plan) =>
    steps.map((step) => stepSentence(step, (id) => nameIn(scene, id))).join(' ');
  const people = losesAccess.people.map(({ userPrincipalName }) => userPrincipalName);
  narrator.say('Each of these would close the gap, the least change first:');
  for (const [index, one] of plans.entries()) narrator.say(`${index + 1}. ${steps(one)}`);
  narrator.say(
    `It is to be plan ${chosen}, in report-only first: the others change what is in force, and nobody would see beforehand whom they stop.`,
  );
  narrator.say(`By the sign-in log ${people.length} people would lose access: ${listText(people)}.`);
  return proposed;
}

/** The error that whoever asked gets. */
export async function requesterIsRefused({ scene, narrator }: Stage, shown: ShownRemediation) {
  narrator.chapter('A second person decides');
  const refusal = refused(await tryToApprove(scene, 'requester', shown, { reason: 'It is my own plan' }));
  narrator.say(
    `${nameOf(scene, 'requester')} may approve what others ask for, and is refused here (${refusal.status}): ${refusal.detail}`,
  );
  return refusal;
}

/** Undefined: they said no. */
export async function appliedInReportOnly(
  stage: Stage,
  shown: ShownRemediation,
): Promise<ShownRemediation | undefined> {
  const { scene, narrator } = stage;
  const approved = await decided(stage, shown, {
    what: 'May the policy be applied in report-only?',
    asked: 'approver',
    reason: 'Let us see whom it would stop',
  });
  if (approved === undefined) return undefined;
  const applied = await narrator.while('The writer verifies the signature and writes', () =>
    carriedOn(scene, approved, 'appliedInReportOnly'),
  );
  const { displayName, state } = writtenPolicy(scene, applied);
  expectThat(state === 'enabledForReportingButNotEnforced', `The policy is ${state}.`);
  narrator.say(`The other app, which alone may write, has written it: "${displayName}" is ${state}.`);
  return applied;
}
