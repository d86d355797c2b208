import { untrustedPlaces } from '../conditional-access/places.ts';
import { askAt } from '../controls/closed-places.ts';
import type { Control } from '../controls/control.ts';
import { UsersDecision } from '../controls/decide-users.ts';
import { PlaceSieve, type SiftedPlaces } from '../controls/place-sieve.ts';
import type { Question } from '../controls/question.ts';
import type { SignInModel } from '../controls/sign-in-model.ts';
import type { Region } from '../prover/cube.ts';
import type { Difference } from './comparison.ts';
import { differenceOf } from './difference.ts';
import { NewGaps } from './new-gaps.ts';
import { type NewGapsReport, reportNewGaps } from './report-new-gaps.ts';
import { opensByVerdict, type Verdicts } from './verdict-change.ts';

/**
 * What changes for the control on places outside the trusted locations: where everybody was blocked, can somebody sign
 * in now? The places are those that were outside them before the change.
 */
export function compareUntrustedPlaces(
  control: Control,
  before: SignInModel,
  after: SignInModel,
  budget: number,
  results: Verdicts,
): Difference {
  const { question, report } = openedPlaces(control, before, after, budget);
  const closed = openedPlaces(control, after, before, budget);
  const difference = differenceOf(question, report, closed.report);
  // A place may still be closed, and no longer be one that counts, since it is trusted now.
  const opensAll = opensByVerdict(results.before.verdict, results.after.verdict) === 'yes';
  const closesAll = opensByVerdict(results.after.verdict, results.before.verdict) === 'yes';
  return {
    ...difference,
    opens: opensAll ? 'yes' : difference.opens,
    closes: closesAll ? 'yes' : difference.closes,
    reasons: opensAll ? results.after.reasons : difference.reasons,
  };
}

interface OpenedPlaces {
  readonly question: Question;
  readonly report: NewGapsReport;
}

function openedPlaces(
  control: Control,
  before: SignInModel,
  after: SignInModel,
  budget: number,
): OpenedPlaces {
  const places = untrustedPlaces(before.space, before.tenant);
  const [place = new Map()] = places;
  const former = askAt(place, control, before, budget);
  const question = askAt(place, control, after, budget);
  const { closed, notSurelyOpen, isExhausted } = closedPlaces(places, former);
  const sure = newGapsAt(closed, former, question, 'surely');
  const report = sure.opens === 'yes' ? sure : newGapsAt(notSurelyOpen, former, question, 'perhaps');
  return { question, report: { ...report, isExhausted: report.isExhausted || isExhausted } };
}

/** At which places nobody could sign in, surely or perhaps. */
function closedPlaces(places: Region, question: Question): SiftedPlaces {
  const decision = new UsersDecision(question);
  const sieve = new PlaceSieve(places, question, decision);
  if (places.length > 0) for (const one of decision.decide(question.users.enabled)) sieve.sift(one);
  return sieve.places;
}

function newGapsAt(
  places: Region,
  before: Question,
  after: Question,
  wereClosed: 'surely' | 'perhaps',
): NewGapsReport {
  const gaps = new NewGaps(before, after, places);
  return reportNewGaps(after, gaps, gaps.decide(after.users.enabled), wereClosed);
}
