import type { Witness } from '../controls/control-result.ts';
import { dependenceSentences } from '../controls/dependence-sentences.ts';
import { gapMembers } from '../controls/gap-report.ts';
import type { Question } from '../controls/question.ts';
import { exhaustionSentence } from '../controls/reasons.ts';
import type { Difference } from './comparison.ts';
import type { NewGapsReport } from './report-new-gaps.ts';
import { ownId } from './told-apart.ts';

const mostGaps = 100;
const mostReasons = 5;

/** What opens and what closes, in the form of the result. `present`: the question of the new tenant. */
export function differenceOf(present: Question, opened: NewGapsReport, closed: NewGapsReport): Difference {
  const { witness, whatIf } = gapMembers(present, opened.gaps, []);
  return {
    opens: opened.opens,
    closes: closed.opens,
    reasons: [...openingDoubts(opened, present), ...closingDoubts(closed, opened, present)],
    opened: opened.gaps.slice(0, mostGaps).map(({ gap }) => gap),
    openedOmitted: Math.max(0, opened.gaps.length - mostGaps),
    closed: closed.gaps.slice(0, mostGaps).map(({ gap }) => gap),
    closedOmitted: Math.max(0, closed.gaps.length - mostGaps),
    witness: witness && withOwnLocations(witness),
    whatIf,
    unknowns: opened.unknowns,
  };
}

function openingDoubts(
  { opens, isExhausted, unknowns }: NewGapsReport,
  question: Question,
): readonly string[] {
  if (opens !== 'undecided') return [];
  return [
    'Whether a gap opens is not decided.',
    ...(isExhausted ? [exhaustionSentence(question)] : []),
    ...dependenceSentences(unknowns, question.tenant).slice(0, mostReasons),
  ];
}

/** The bound is named once. */
function closingDoubts(closed: NewGapsReport, opened: NewGapsReport, question: Question): readonly string[] {
  if (closed.opens !== 'undecided') return [];
  const isBoundTold = opened.opens === 'undecided' && opened.isExhausted;
  return [
    'Whether a gap closes is not decided.',
    ...(closed.isExhausted && !isBoundTold ? [exhaustionSentence(question)] : []),
  ];
}

/** Without those that only the former tenant has. */
function withOwnLocations(witness: Witness): Witness {
  const { location } = witness;
  return {
    ...witness,
    location: { ...location, namedLocations: location.namedLocations.filter((id) => ownId(id) === id) },
  };
}
