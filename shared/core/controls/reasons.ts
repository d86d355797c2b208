import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { Gap, Unknown, Verdict } from './control-result.ts';
import { dependenceSentences } from './dependence-sentences.ts';
import { gapSentence } from './gap-sentence.ts';
import { counted, listText } from './list-text.ts';
import type { Question } from './question.ts';

const mostReasons = 5;

/** What of the answer the reasons speak of. */
export interface ReasonContext {
  readonly verdict: Verdict;
  readonly gaps: readonly Gap[];
  readonly unknowns: readonly Unknown[];
  /** The budget of steps did not suffice for every user. */
  readonly isExhausted: boolean;
  /** The policies that it took to close everything. */
  readonly closedBy: ReadonlySet<UnderstoodPolicy>;
}

/** Why the verdict is what it is: one sentence each, the most important first. */
export function reasonsFor(question: Question, answer: ReasonContext): readonly string[] {
  const bound = answer.isExhausted ? [exhaustionSentence(question)] : [];
  switch (answer.verdict) {
    case 'pass':
      return [nobodyCan(question.control.gapMeans, question, answer.closedBy)];
    case 'fail':
      return [
        ...answer.gaps.slice(0, mostReasons).map((gap) => gapSentence(gap, question.control.gapMeans)),
        ...bound,
      ];
    case 'inconclusive':
      return [...bound, ...dependenceSentences(answer.unknowns, question.tenant).slice(0, mostReasons)];
    case 'notApplicable':
      return [emptyScopeSentence(question)];
  }
}

export function exhaustionSentence({ budget }: Question): string {
  return `The policies are too entangled to decide for every user within the set bound of ${counted(budget, 'step')}.`;
}

const mostPolicies = 3;

/** `Nobody can sign in from the moon: "Block the moon" sees to it.` */
export function nobodyCan(
  gapMeans: string,
  { allowances }: Question,
  closedBy: ReasonContext['closedBy'],
): string {
  const names = [...closedBy].map(({ displayName }) => `"${displayName}"`);
  const nobody = `Nobody can ${gapMeans}${allowances.length > 0 ? ' but by an exception' : ''}`;
  if (names.length === 0) return `${nobody}, though no policy stops it.`;
  return `${nobody}: ${listText(names, mostPolicies)} ${names.length === 1 ? 'sees' : 'see'} to it.`;
}

function emptyScopeSentence({ control: { claim } }: Question): string {
  if (claim.servicePlan !== undefined)
    return `The tenant lacks the service plan ${claim.servicePlan}, without which no sign-in is in the scope.`;
  return claim.users === 'administrators'
    ? 'Nobody holds an administrative role by an active assignment.'
    : 'Nobody is in the scope of this control.';
}
