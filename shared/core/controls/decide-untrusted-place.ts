import { everywhere, subtract } from '../prover/cube.ts';
import { benchmarkReading } from './benchmark-reading.ts';
import { askAt, type ClosedPlace, closedPlace } from './closed-places.ts';
import type { Control } from './control.ts';
import type { ControlResult, Unknown, Verdict } from './control-result.ts';
import { UsersDecision } from './decide-users.ts';
import { countAccounts } from './decided-cohorts.ts';
import { type DecidedControl, decidedControl } from './decided-control.ts';
import { decidingUnknowns } from './deciding-unknowns.ts';
import { exceptedGaps } from './excepted-gaps.ts';
import { findings } from './findings/findings.ts';
import { gapMembers, reportGaps } from './gap-report.ts';
import { gapsAtNearestPlace } from './nearest-place.ts';
import { type AnsweredClass, openAtPlaces } from './open-at-places.ts';
import { OpenClasses } from './open-classes.ts';
import { PlaceSieve, type SiftedPlaces } from './place-sieve.ts';
import type { Question } from './question.ts';
import type { SignInModel } from './sign-in-model.ts';
import { unreadLocations } from './unread-locations.ts';
import { placeReasons } from './untrusted-place-reasons.ts';
import { UntrustedPlaces } from './untrusted-places.ts';

/** Of places that are looked into: they overlap, or one of them is enough. */
const mostPlaces = 3;

/**
 * Decides whether everybody is blocked at some place outside all trusted locations, over all policies together.
 *
 * The question is that of other claims, asked of the untrusted places: what gets through there? But for a pass one place
 * is enough at which nothing does, if it surely is untrusted; and for a fail somebody must surely get through at each.
 */
export function decideUntrustedPlace(control: Control, model: SignInModel, budget: number): DecidedControl {
  const { tenant, users } = model;
  const places = new UntrustedPlaces(model.space, tenant);
  const question = askAt(places.hull, control, model, budget);
  const decision = new UsersDecision(question);
  const cohorts = places.all.length === 0 ? [] : users.enabled;
  const decided = decision.decide(cohorts);
  const sieve = new PlaceSieve(places.all, question, decision);
  for (const one of decided) sieve.sift(one);
  const sifted = sieve.places;
  const unread = unreadLocations(tenant);
  const verdict = verdictOf(sifted, unread);

  const closed = places
    .merged(sifted.closed)
    .slice(0, mostPlaces)
    .map((place) => closedPlace(place, control, model, budget));
  const doubtful = places.merged(subtract(sifted.notSurelyOpen, sifted.closed)).slice(0, mostPlaces);
  const lists = new OpenClasses(decision, budget);
  const inQuestion = doubtful.length > 0 ? doubtful : places.all;
  const open = openAtPlaces(verdict, inQuestion, decided, lists, model.space);
  const reported = reportGaps(question, open, verdict === 'fail');
  const unknowns = unknownsOf(question, verdict, open, sifted, unread);
  const benchmark = benchmarkReading(control, tenant);
  const [kept] = closed;
  const region = kept === undefined ? everywhere : [kept.place];
  const excepted = exceptedGaps(question, { cohorts, region }, decision, lists);
  const counted = verdict === 'fail' ? countAccounts(decided) : 0;

  const result: ControlResult = {
    control: control.key,
    id: control.id,
    title: control.title,
    verdict,
    reasons: placeReasons(question, {
      verdict,
      places,
      closed,
      doubtful,
      nearest: verdict === 'fail' ? gapsAtNearestPlace(question, decided, decision, lists) : [],
      gaps: reported.map(({ gap }) => gap),
      unknowns,
      isExhausted: sifted.isExhausted,
    }),
    benchmark,
    usersInGap: tenant.directory.usersRead === 'absent' ? null : counted,
    ...gapMembers(
      question,
      reported,
      excepted.map(({ gap }) => gap),
    ),
    unknowns,
    findings: findings(question, {
      effective: verdict,
      literal: benchmark.verdict,
      gaps: open.flatMap(({ gaps }) => gaps),
      disabledInGap: disabledInGap(closed) ?? countAccounts(decision.decide(users.disabled)),
    }),
    locations: {
      blocked: places.names(sifted.closed),
      open: places.names(places.besides(sifted.closed)),
    },
  };
  return decidedControl(result, reported, excepted);
}

/** Where some location was not read, any place may be in it, and it may be trusted. */
function verdictOf({ closed, notSurelyOpen }: SiftedPlaces, unread: readonly Unknown[]): Verdict {
  if (notSurelyOpen.length === 0) return 'fail';
  return closed.length > 0 && unread.length === 0 ? 'pass' : 'inconclusive';
}

/** Where everybody is blocked somewhere, it only matters whether that place is trusted; so that comes first. */
function unknownsOf(
  question: Question,
  verdict: Verdict,
  open: readonly AnsweredClass[],
  { closed }: SiftedPlaces,
  unread: readonly Unknown[],
): readonly Unknown[] {
  const ofUsers = decidingUnknowns(question, open);
  if (verdict !== 'inconclusive') return ofUsers;
  const all = closed.length > 0 ? [...unread, ...ofUsers] : [...ofUsers, ...unread];
  return [...Map.groupBy(all, ({ kind, id }) => `${kind}:${id}`).values()].flatMap(([first]) => first ?? []);
}

/** Undefined where no place is closed: then it is not one place that matters. */
function disabledInGap(closed: readonly ClosedPlace[]): number | undefined {
  return closed.length === 0 ? undefined : Math.min(...closed.map(({ openToDisabled }) => openToDisabled));
}
