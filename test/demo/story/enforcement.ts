import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { listText } from '../../../shared/core/controls/list-text.ts';
import { microsoftTeams } from '../../sandbox/entra-tenant/resources.ts';
import { expectThat } from './as-told.ts';
import { carriedOn, show } from './deciding.ts';
import { enterCode, refusalOf, type Token, tokenOf } from './phishing.ts';
import { writtenPolicy } from './policies-now.ts';
import { letDaysPass, type Scanned, scanLater } from './scanning.ts';
import { decided, type Stage } from './stage.ts';
import { verifiedBy } from './verification.ts';

/** Undefined: they said no. */
export async function switchedOn(
  stage: Stage,
  shown: ShownRemediation,
): Promise<ShownRemediation | undefined> {
  const { scene, narrator } = stage;
  narrator.chapter('Enforcement is a decision of its own');
  const stopped = shown.decision?.acknowledges ?? [];
  expectThat(
    stopped.length === 0,
    `Nobody was to be stopped: ${stopped.map((one) => one.userPrincipalName).join()}.`,
  );
  narrator.say('The three are in the numbers, and marked as excepted: nobody is left who would be stopped.');
  const approved = await decided(stage, shown, {
    what: 'May the policy be switched on?',
    asked: 'second-approver',
    reason: 'Nobody who needs the flow is stopped',
  });
  if (approved === undefined) return undefined;
  const on = await carriedOn(scene, approved, 'enforced');
  const { state } = writtenPolicy(scene, on);
  expectThat(state === 'enabled', `The policy is ${state}.`);
  narrator.say(`The writer looks at everything again, writes, and reads back: the policy is ${state}.`);
  return on;
}

export interface Verified {
  readonly scanned: Scanned;
  readonly remediation: ShownRemediation;
  /** One sentence each. */
  readonly checks: readonly string[];
}

export async function nextScanVerifies({ scene, narrator }: Stage, on: ShownRemediation): Promise<Verified> {
  narrator.chapter('The next scan verifies it');
  const scanned = await scanLater(scene);
  const remediation = await show(scene, on.proposal.remediationId);
  const { verdict, reasons } = scanned.control;
  expectThat(verdict === 'pass', `2.2.3 was to pass, and is ${verdict}: ${reasons[0]}`);
  expectThat(remediation.state.status === 'verified', `The remediation is ${remediation.state.status}.`);
  const checks = await verifiedBy(scene, remediation);
  narrator.say(`2.2.3 passes. ${reasons[0]}`);
  for (const check of checks) narrator.say(check);
  return { scanned, remediation, checks };
}

export interface TriedAgain {
  /** What the sign-in service answers to the phish, and to the session that began with the first. */
  readonly phish: string;
  readonly session: string;
  /** On a room device, as somebody of the team. */
  readonly room: Token;
  /** By AADSTS error: the sign-ins that the policy refused, as a scan two days later counts them. */
  readonly counted: Readonly<Record<string, number>>;
}

export async function attackerTriesAgain(
  { scene, narrator }: Stage,
  first: Token,
  { proposal }: ShownRemediation,
): Promise<TriedAgain> {
  const { victim } = scene;
  narrator.chapter('The attacker tries again');
  const phish = await refusalOf(enterCode(scene, victim), 'AADSTS53003');
  const session = await refusalOf(scene.deviceCode.renew(first.refreshToken), 'AADSTS530036');
  narrator.say(`${victim.displayName} enters another code: ${withoutTrace(phish)}`);
  narrator.say(`The session of the first code asks for another token: ${withoutTrace(session)}`);
  const [member] = scene.team;
  expectThat(member !== undefined, 'The team has no members.');
  const room = await tokenOf(enterCode(scene, member, microsoftTeams));
  narrator.say(`${member.displayName} signs in on a room device, as ever, and gets a token.`);
  await letDaysPass(scene, 2);
  const { impact } = await show(scene, proposal.remediationId);
  const counted = impact?.refusedSinceEnforcement ?? {};
  const errors = Object.entries(counted).map(([error, count]) => `AADSTS${error} ${times(count)}`);
  narrator.say(`Two days later the sign-in log has it as well: the policy refused with ${listText(errors)}.`);
  return { phish, session, room, counted };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function withoutTrace(description: string): string {
  return description.replace(/ Trace ID: .*/s, '');
}
