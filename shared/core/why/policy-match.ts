import { usersRegion } from '../conditional-access/users-region.ts';
import type { Cause } from '../controls/control-result.ts';
import { exclusionOf } from '../controls/exclusion-of.ts';
import { memberText } from '../controls/member-text.ts';
import type { PolicyModel } from '../controls/sign-in-model.ts';
import { intersect, type Region } from '../prover/cube.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';
import { type Applies, holdsIn } from './three-values.ts';

/** Whether the conditions of a policy hold for what is asked, and which of them decide that. */
export interface PolicyMatch {
  readonly model: PolicyModel;
  /** As Graph returns it. */
  readonly wire: unknown;
  readonly applies: Applies;
  /** Of a policy that does not apply, the conditions that fail; of one that may, those on which it depends. */
  readonly because: readonly Cause[];
  /** The part of what is asked where it applies. */
  readonly region: Region;
}

export function policyMatch(model: PolicyModel, wire: unknown, asked: AskedSignIns): PolicyMatch {
  const { cube, cohort } = asked;
  const users = {
    member: 'conditions.users',
    region: usersRegion(model.policy, cohort.user, asked.model.space),
  };
  const conditions = [users, ...model.conditions];
  const region = intersect([cube], ...conditions.map((condition) => condition.region));
  const applies = holdsIn(cube, region);
  const answers = conditions.map((condition) => ({ ...condition, holds: holdsIn(cube, condition.region) }));
  const failing = answers.filter(({ holds }) => holds === 'no');
  const deciding =
    applies === 'no' && failing.length > 0 ? failing : answers.filter(({ holds }) => holds === 'depends');
  return {
    model,
    wire,
    applies,
    because: applies === 'yes' ? [] : deciding.map(({ member }) => causeOf(member, model, asked)),
    region,
  };
}

function causeOf(member: string, { policy }: PolicyModel, { cohort, model }: AskedSignIns): Cause {
  const reference = { id: policy.id, displayName: policy.displayName };
  const exclusion = member === 'conditions.users' ? exclusionOf(policy, cohort, model, undefined) : undefined;
  return {
    policy: reference,
    ...(exclusion ?? { member, value: memberText(policy, member, model.tenant) }),
  };
}
