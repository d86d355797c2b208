import { shownRemediationSchema } from '../../../functions/http/schemas/remediations.ts';
import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import type { Deciders, Question } from './deciders.ts';
import { decisionOn, end, tryToApprove } from './deciding.ts';
import type { Narrator } from './narrator.ts';
import { accepted, type PersonaName, refused, type Scene } from './scene.ts';

/** All that a chapter of the story needs. */
export interface Stage {
  readonly scene: Scene;
  readonly narrator: Narrator;
  readonly deciders: Deciders;
}

/** Puts the decision to those who decide. Undefined: they said no, and the remediation has ended. */
export async function decided(
  { scene, narrator, deciders }: Stage,
  shown: ShownRemediation,
  question: Question,
): Promise<ShownRemediation | undefined> {
  for (;;) {
    const choice = await deciders.decide(question, decisionOn(shown));
    const { by, reason } = choice;
    const name = nameOf(scene, by);
    if (choice.kind === 'reject') {
      const { state } = await end(scene, { by, as: 'reject' }, shown, reason);
      narrator.say(`${name} says no. The remediation is ${state.status}, for good.`);
      return undefined;
    }
    const answer = await tryToApprove(scene, by, shown, choice);
    if (answer.status >= 400 && deciders.mayErr) {
      narrator.say(`${name} is refused: ${refused(answer).detail}`);
      continue;
    }
    const approved = accepted(answer, shownRemediationSchema);
    narrator.say(`${name} approves with an ID token whose nonce is ${shortHash(shown)}: "${reason}"`);
    return approved;
  }
}

export function nameOf(scene: Scene, persona: PersonaName): string {
  return scene.personNamed(persona).displayName;
}

/** Enough of the hash to know it again. */
function shortHash(shown: ShownRemediation): string {
  return `${decisionOn(shown).hash.slice(0, 15)}...`;
}
