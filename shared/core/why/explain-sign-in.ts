import { assumptionsOf } from '../conditional-access/assumptions.ts';
import { coverage } from '../prover/coverage.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { type AskedSignIns, askedSignIns } from './asked-sign-ins.ts';
import { asksOf } from './asks.ts';
import { dependencies, isUnknown } from './dependencies.ts';
import type { SignInExplanation, Stop } from './explanation.ts';
import { outcomeOf } from './outcome.ts';
import { policyExplanations } from './policy-explanations.ts';
import { policyMatch } from './policy-match.ts';
import { assumptionsOfQuestion, type SignInQuestion, withAssumptions } from './sign-in-question.ts';
import { type StopRegion, stopsOf } from './stops.ts';
import { holdsIn } from './three-values.ts';
import { wheresOf } from './wheres-of.ts';

/**
 * Which policies apply to a sign-in, what stops it and with which error, and what is still asked of whoever gets
 * through: of one point, with the boxes that the prover asks about all of them. Throws InputError on a user whom the
 * tenant does not have and on a sign-in that cannot be.
 */
export function explainSignIn(
  snapshot: TenantSnapshot | LargeTenant,
  question: SignInQuestion,
): SignInExplanation {
  const asked = askedSignIns(snapshot, withAssumptions(question));
  const { model, cube } = asked;
  const wires = new Map(model.tenant.policies.map((policy, at) => [policy, snapshot.policies[at]]));
  const matches = model.policies.map((one) => policyMatch(one, wires.get(one.policy), asked));
  const stops = stopsOf(asked, matches);
  const { outcome, errorCode, open } = outcomeOf(cube, stops);
  const asks = asksOf(matches, open, asked);
  const stopped = stops.flatMap(({ region }) => region);
  const doubtful = asks.flatMap(({ ask, region }) => (ask.certainty === 'perhaps' ? region : []));
  return {
    assumptions: [...assumptionsOfQuestion(question), ...assumptionsOf(snapshot, model.tenant, model.named)],
    user: { id: asked.asked.userId, displayName: asked.displayName },
    signIn: asked.asked,
    outcome,
    errorCode,
    stoppedBy: stops.map((stop) => stopOf(stop, asked)).toSorted(everywhereFirst),
    getsThrough: wheresOf(open, stopped, asked),
    asks: asks.map(({ ask }) => ask),
    policies: policyExplanations(matches, asked),
    ...dependencies([...(outcome === 'depends' ? stopped : []), ...doubtful], asked),
  };
}

function everywhereFirst(a: Stop, b: Stop): number {
  return Number(b.where === 'everywhere') - Number(a.where === 'everywhere');
}

function stopOf({ by, errorCode: known, region }: StopRegion, asked: AskedSignIns): Stop {
  const errorCode = known ?? null;
  const { cube, model } = asked;
  const isSure = region.some(
    (box) => ![...box.keys()].some((one) => isUnknown(one, model.space) && !cube.has(one)),
  );
  const certainty = isSure ? 'surely' : 'perhaps';
  if (holdsIn(cube, region) === 'yes') return { by, errorCode, certainty: 'surely', where: 'everywhere' };
  const rest = coverage([cube], region);
  return {
    by,
    errorCode,
    certainty,
    where: wheresOf(region, rest.kind === 'decided' ? rest.uncovered : [cube], asked),
  };
}
