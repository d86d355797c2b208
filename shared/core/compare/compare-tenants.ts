import { assumptionsOf } from '../conditional-access/assumptions.ts';
import { PrincipalNumbers } from '../conditional-access/principal-numbers.ts';
import { type TenantKnowledge, understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { allControls } from '../controls/catalogue.ts';
import { type CommonGround, commonGround, signInModel } from '../controls/sign-in-model.ts';
import { exceptionsInForce } from '../exceptions/allowed-regions.ts';
import type { JudgeOptions } from '../judge-tenant.ts';
import { defaultStepLimit } from '../step-limit.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { compareControl } from './compare-control.ts';
import type { Comparison } from './comparison.ts';
import { saidByEither } from './said-by-either.ts';
import { toldApart } from './told-apart.ts';
import { wireChanges } from './wire-changes.ts';

/**
 * Which gaps a change opens and which it closes, control by control, over all policies together: also where a control
 * failed before and fails after. Exceptions and emergency access hold on both sides. Large tenants must have been taken in with `numbers`.
 * Never throws on a snapshot's content.
 */
export function compareTenants(
  former: TenantSnapshot | LargeTenant,
  present: TenantSnapshot | LargeTenant,
  options: JudgeOptions,
  numbers = new PrincipalNumbers(),
): Comparison {
  const asked = allControls.filter(({ key }) => options.controls?.includes(key) ?? true);
  const { emergencyAccess = [], administrativeRoles = [], at, budget = defaultStepLimit } = options;
  const exceptions = exceptionsInForce(options.exceptions ?? [], at);
  const modelOptions = { exceptions, emergencyAccess, administrativeRoles };

  const said = saidByEither(former, present);
  const before = understandTenant(said.before, exceptions, numbers);
  const after = understandTenant(said.after, exceptions, numbers);
  const apart = toldApart(before, after);
  const ground = commonGround([apart, after], modelOptions);
  const beforeAlone = signInModel(before, modelOptions);
  const afterAlone = signInModel(after, modelOptions);
  const tenants = [
    { alone: beforeAlone, shared: signInModel(apart, modelOptions, withUsersOf(after, apart, ground)) },
    { alone: afterAlone, shared: signInModel(after, modelOptions, withUsersOf(apart, after, ground)) },
  ] as const;
  return {
    assumptions: [
      ...new Set([
        ...said.assumptions,
        ...assumptionsOf(said.before, before, beforeAlone.named),
        ...assumptionsOf(said.after, after, afterAlone.named),
      ]),
    ],
    changes: wireChanges(said.before, said.after),
    controls: asked.map((control) => compareControl(control, ...tenants, budget)),
  };
}

/** Whoever is known to one tenant may be in the other, where that does not say who is. */
function withUsersOf(
  { directory: other }: TenantKnowledge,
  { directory }: TenantKnowledge,
  { named, space }: CommonGround,
): CommonGround {
  if (directory.usersRead === 'given') return { named, space };
  const numbers = [
    ...other.mentionedUsers(),
    ...other.accounts.cohorts().flatMap((cohort) => [...cohort.numbers]),
  ];
  const users = new Set([...named.users, ...numbers.map((number) => other.numbers.idOf(number))]);
  return { named: { ...named, users: [...users] }, space };
}
