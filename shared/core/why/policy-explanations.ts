import { grantRegion } from '../conditional-access/grant-region.ts';
import { type Policy, protects, type UnderstoodPolicy } from '../conditional-access/policy.ts';
import { isMicrosoftManaged } from '../controls/findings/microsoft-managed-countdown.ts';
import { intersect } from '../prover/cube.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';
import { asksText } from './asks-text.ts';
import type { PolicyExplanation } from './explanation.ts';
import { demandsOf } from './grant-demands.ts';
import type { PolicyMatch } from './policy-match.ts';
import { sessionDemands } from './session-demands.ts';
import { policyStops } from './stops.ts';
import { holdsIn } from './three-values.ts';

/** Every policy of the tenant, in force or not, with what it does to the sign-in or would do. */
export function policyExplanations(
  matches: readonly PolicyMatch[],
  asked: AskedSignIns,
): readonly PolicyExplanation[] {
  const byPolicy = new Map(matches.map((match): [Policy, PolicyMatch] => [match.model.policy, match]));
  return asked.model.tenant.policies.map((policy) => {
    const match = byPolicy.get(policy);
    if (policy.kind === 'understood' && match !== undefined) return understood(policy, match, asked);
    return {
      ...identity(policy),
      isMicrosoftManaged: false,
      applies: 'depends',
      because: [],
      effect: protects(policy) ? 'mayStop' : 'nothing',
      errorCodes: [],
      asks: [],
    };
  });
}

function identity({ id, displayName, state }: Policy): Pick<PolicyExplanation, 'policy' | 'state'> {
  return { policy: { id, displayName }, state: state.kind };
}

function understood(policy: UnderstoodPolicy, match: PolicyMatch, asked: AskedSignIns): PolicyExplanation {
  const { cube, model } = asked;
  const refused = intersect(match.region, grantRegion(policy.grant, 'blocked', model.space));
  const stops = policyStops(policy, refused, asked);
  const asks =
    match.applies === 'no'
      ? []
      : [
          ...demandsOf(policy.grant, cube, model.space).map(({ controls }) => asksText(controls)),
          ...sessionDemands(match.wire),
        ];
  const stopping = holdsIn(cube, refused);
  return {
    ...identity(policy),
    isMicrosoftManaged: isMicrosoftManaged(policy),
    applies: match.applies,
    because: match.because,
    effect:
      stopping === 'yes'
        ? 'stops'
        : stopping === 'depends'
          ? 'mayStop'
          : asks.length > 0
            ? 'asks'
            : 'nothing',
    errorCodes: [
      ...new Set(
        stops.flatMap(({ errorCode, region }) =>
          region.length > 0 && errorCode !== undefined ? [errorCode] : [],
        ),
      ),
    ],
    asks: stopping === 'yes' ? [] : asks,
  };
}
