import type { UserClass } from '../conditional-access/user-class.ts';
import type { Gap, Unknown, Verdict } from './control-result.ts';
import { gapSentence } from './gap-sentence.ts';
import type { Candidate } from './sufficient-boxes.ts';
import { unknownName } from './unknown-text.ts';

const mostReasons = 5;

/** Why the verdict is what it is: one sentence each, the most important first. */
export function reasonsFor(
  verdict: Verdict,
  gaps: readonly Gap[],
  unknowns: readonly Unknown[],
  candidates: readonly Candidate[],
  users: readonly UserClass[],
  hasExceptions: boolean,
  exhaustedBudget: number | undefined,
): readonly string[] {
  const exhaustion =
    exhaustedBudget === undefined
      ? []
      : [
          `The policies are too entangled to decide for every user within the set bound of ${exhaustedBudget} steps.`,
        ];
  switch (verdict) {
    case 'pass': {
      const names = candidates
        .filter(({ policy, grant }) => policy.state.kind === 'enabled' && grant.length > 0)
        .filter(({ usersRegion }) => users.some((user) => usersRegion(user).length > 0))
        .map(({ policy }) => `"${policy.displayName}"`);
      const more = names.length - mostReasons;
      const by =
        names.length === 0
          ? 'exceptions alone'
          : names.slice(0, mostReasons).join(', ') + (more > 0 ? ` and ${more} more` : '');
      return [`No sign-in gets through${hasExceptions ? ' but by an exception' : ''}: closed by ${by}.`];
    }
    case 'fail':
      return [...gaps.slice(0, mostReasons).map(gapSentence), ...exhaustion];
    case 'inconclusive':
      return [
        ...exhaustion,
        ...unknowns
          .slice(0, mostReasons)
          .map(({ kind, id, why }) => `It depends on ${unknownName(kind, id)}: ${why.replace(/\.$/, '')}.`),
      ];
    case 'notApplicable':
      return ['Nobody is in the scope of this control.'];
  }
}
