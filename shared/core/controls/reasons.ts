import type { Gap, Unknown, Verdict } from './control-result.ts';
import { gapSentence } from './gap-sentence.ts';
import type { Question } from './question.ts';
import { unknownName } from './unknown-text.ts';

const mostReasons = 5;

/** What of the answer the reasons speak of. */
export interface ReasonContext {
  readonly verdict: Verdict;
  readonly gaps: readonly Gap[];
  readonly unknowns: readonly Unknown[];
  /** The budget of steps did not suffice for every user. */
  readonly isExhausted: boolean;
}

/** Why the verdict is what it is: one sentence each, the most important first. */
export function reasonsFor(question: Question, answer: ReasonContext): readonly string[] {
  const exhaustion = `The policies are too entangled to decide for every user within the set bound of ${question.budget} steps.`;
  const bound = answer.isExhausted ? [exhaustion] : [];
  switch (answer.verdict) {
    case 'pass':
      return [passSentence(question)];
    case 'fail':
      return [...answer.gaps.slice(0, mostReasons).map(gapSentence), ...bound];
    case 'inconclusive':
      return [...bound, ...answer.unknowns.slice(0, mostReasons).map(unknownSentence)];
    case 'notApplicable':
      return ['Nobody is in the scope of this control.'];
  }
}

/** Names the policies in force that reach somebody. */
function passSentence({ candidates, users, allowances }: Question): string {
  const names = candidates
    .filter(({ policy, grant }) => policy.state.kind === 'enabled' && grant.length > 0)
    .filter(({ usersRegion }) => users.enabled.some((user) => usersRegion(user).length > 0))
    .map(({ policy }) => `"${policy.displayName}"`);
  const more = names.length - mostReasons;
  const rest = more > 0 ? ` and ${more} more` : '';
  const by = names.length === 0 ? 'exceptions alone' : names.slice(0, mostReasons).join(', ') + rest;
  return `No sign-in gets through${allowances.length > 0 ? ' but by an exception' : ''}: closed by ${by}.`;
}

function unknownSentence({ kind, id, why }: Unknown): string {
  return `It depends on ${unknownName(kind, id)}: ${why.replace(/\.$/, '')}.`;
}
