import type { Closer } from '../controls/closing-source.ts';
import type { Unknown } from '../controls/control-result.ts';
import { isSurelyOpen } from '../controls/decided-cohorts.ts';
import { decidingUnknowns } from '../controls/deciding-unknowns.ts';
import { type ReportedGap, reportGaps } from '../controls/gap-report.ts';
import { OpenClasses } from '../controls/open-classes.ts';
import type { Question } from '../controls/question.ts';
import { asCandidate } from '../controls/sufficient-boxes.ts';
import type { ChangedGap, ClosedBy, Decision } from './comparison.ts';
import type { FormerCloser } from './former-closers.ts';
import type { DecidedOpening, NewGaps } from './new-gaps.ts';
import { ownId } from './told-apart.ts';

/** What was decided of new gaps, fit to be read. */
export interface NewGapsReport {
  readonly opens: Decision;
  readonly isExhausted: boolean;
  /** The largest first; those that there may be where there surely is none. */
  readonly gaps: readonly (Omit<ReportedGap, 'gap'> & { readonly gap: ChangedGap })[];
  readonly unknowns: readonly Unknown[];
}

/** `wereClosed`: whether what was closed before was so for sure, where that is known from elsewhere. */
export function reportNewGaps(
  question: Question,
  newGaps: NewGaps,
  openings: readonly DecidedOpening[],
  wereClosed: 'surely' | 'perhaps' = 'surely',
): NewGapsReport {
  const decision = decisionOf(openings);
  const opens = decision === 'yes' && wereClosed === 'perhaps' ? 'undecided' : decision;
  const told = openings.filter(({ decided }) =>
    opens === 'yes' ? isSurelyOpen(decided) : decided.answer !== 'covered',
  );
  const lists = new OpenClasses(newGaps.decision, question.budget);
  const parts = byClosers(told).map(({ closedBy, openings: alike, earlier }) => ({
    closedBy,
    open: alike.flatMap(({ decided }) =>
      lists
        .of({ ...decided, remaining: [...decided.remaining, ...earlier] })
        .map((open) => ({ ...open, answer: decided.answer })),
    ),
  }));
  const allOpen = parts.flatMap(({ open }) => open);
  return {
    opens,
    isExhausted: openings.some(({ decided }) => decided.answer === 'exhausted'),
    gaps: parts
      .flatMap(({ closedBy, open }) =>
        reportGaps(aboutPoliciesOf(closedBy, question), open, opens === 'yes').map((reported) => ({
          ...reported,
          gap: { ...reported.gap, closedBy },
        })),
      )
      .sort((a, b) => (b.gap.who.count ?? 0) - (a.gap.who.count ?? 0)),
    unknowns: opens === 'undecided' ? decidingUnknowns(question, allOpen) : [],
  };
}

function decisionOf(openings: readonly DecidedOpening[]): Decision {
  if (openings.some(({ decided }) => isSurelyOpen(decided))) return 'yes';
  return openings.every(({ decided }) => decided.answer === 'covered') ? 'no' : 'undecided';
}

interface Alike {
  readonly closedBy: ClosedBy;
  readonly openings: readonly DecidedOpening[];
  /** What these sign-ins were closed by as well, and is told of already. */
  readonly earlier: readonly Closer[];
}

/** One after the other, so that no sign-in is told of twice. */
function byClosers(openings: readonly DecidedOpening[]): readonly Alike[] {
  const alike = Map.groupBy(openings, ({ closedBy }) => JSON.stringify(closedByAll(closedBy)));
  const earlier: Closer[] = [];
  return [...alike.values()].map((same) => {
    const closers = new Set(same.flatMap(({ closedBy }) => (closedBy.length === 1 ? closedBy : [])));
    const told = closers.size === 0 ? [] : [...earlier];
    // What only perhaps closed something would hide more than is told of it.
    for (const { closer } of closers)
      if (closer.whole.boxes.equals(closer.whole.enlarged)) earlier.push(closer);
    return { closedBy: closedByAll(same[0]?.closedBy ?? []), openings: same, earlier: told };
  });
}

function closedByAll(closers: readonly FormerCloser[]): ClosedBy {
  const [first] = closers;
  if (first === undefined) return { kind: 'couldNotSignIn' };
  const policies = closers.flatMap(({ closedBy }) => (closedBy.kind === 'policies' ? closedBy.policies : []));
  return policies.length > 0 ? { kind: 'policies', policies } : first.closedBy;
}

/** The same question with these policies alone to explain a gap, where they are still there. */
function aboutPoliciesOf(closedBy: ClosedBy, question: Question): Question {
  if (closedBy.kind !== 'policies') return question;
  const ids = new Set(closedBy.policies.map(({ id }) => id));
  const candidates = question.policies
    .filter(({ policy }) => ids.has(ownId(policy.id)))
    .map((model) => asCandidate(model, question.control.claim, question));
  return candidates.length === 0 ? question : { ...question, candidates };
}
