import type { Region } from '../prover/cube.ts';
import type { ClosedPlace } from './closed-places.ts';
import type { Gap, Unknown, Verdict } from './control-result.ts';
import { dependenceSentences } from './dependence-sentences.ts';
import { gapSentence } from './gap-sentence.ts';
import { listText } from './list-text.ts';
import type { Question } from './question.ts';
import { exhaustionSentence, nobodyCan } from './reasons.ts';
import type { UntrustedPlaces } from './untrusted-places.ts';

/** What of the answer the reasons speak of. */
export interface PlaceReasonContext {
  readonly verdict: Verdict;
  readonly places: UntrustedPlaces;
  readonly closed: readonly ClosedPlace[];
  /** Where it is not known whether somebody gets through. */
  readonly doubtful: Region;
  /** Who gets through at the place that is the nearest to being closed. */
  readonly nearest: readonly Gap[];
  readonly gaps: readonly Gap[];
  readonly unknowns: readonly Unknown[];
  readonly isExhausted: boolean;
}

const mostReasons = 5;
const mostGaps = 3;
const mostNamed = 3;

/** Why some untrusted place is closed, or none: one sentence each, the most important first. */
export function placeReasons(question: Question, answer: PlaceReasonContext): readonly string[] {
  switch (answer.verdict) {
    case 'pass':
      return answer.closed.map(({ place, closedBy }) =>
        nobodyCan(`sign in ${answer.places.phrase(place)}`, question, closedBy),
      );
    case 'fail':
      return openSentences(question, answer);
    default:
      return doubtSentences(question, answer);
  }
}

/** What keeps the nearest place open is the shortest way to a pass. */
function openSentences(
  { candidates, control }: Question,
  { places, nearest, gaps }: PlaceReasonContext,
): readonly string[] {
  if (places.all.length === 0)
    return ['Every place is trusted, so that there is none to block sign-ins from.'];
  const headline = `No place${places.hull.size === 0 ? '' : ' outside the trusted locations'} is closed to everybody`;
  if (candidates.length === 0) return [`${headline}: no policy blocks by place.`];
  return [
    `${headline}.`,
    ...(nearest.length > 0 ? nearest : gaps)
      .slice(0, mostGaps)
      .map((gap) => gapSentence(gap, control.gapMeans, gap.where.unknowns === undefined ? 'can' : 'could')),
  ];
}

function doubtSentences(question: Question, answer: PlaceReasonContext): readonly string[] {
  const { places, closed, doubtful, unknowns, isExhausted } = answer;
  const phrases = (some: Region) =>
    listText(
      places.merged(some).map((place) => places.phrase(place)),
      mostNamed,
      'or',
    );
  const [first] = closed;
  const sentence =
    first === undefined
      ? `Whether everybody is blocked ${phrases(doubtful)} is not known.`
      : `Everybody is blocked ${places.phrase(first.place)}, but that place may be trusted.`;
  return [
    ...(isExhausted ? [exhaustionSentence(question)] : [sentence]),
    ...dependenceSentences(unknowns, question.tenant).slice(0, mostReasons - 1),
  ];
}
