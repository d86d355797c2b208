import { assumptionsOf } from '../conditional-access/assumptions.ts';
import { PrincipalNumbers } from '../conditional-access/principal-numbers.ts';
import { understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { allControls } from '../controls/catalogue.ts';
import { commonGround, signInModel } from '../controls/sign-in-model.ts';
import { unnamedRoles } from '../controls/unnamed-roles.ts';
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

  const said = saidByEither(former, present, numbers);
  const before = understandTenant(said.before, exceptions, numbers);
  const after = understandTenant(said.after, exceptions, numbers);
  const sharedBefore = { ...toldApart(before, after), directory: before.directory.besides(after.directory) };
  const sharedAfter = { ...after, directory: after.directory.besides(before.directory) };
  const ground = commonGround([sharedBefore, sharedAfter], modelOptions);
  const beforeAlone = signInModel(before, modelOptions);
  const afterAlone = signInModel(after, modelOptions);
  const tenants = [
    { alone: beforeAlone, shared: signInModel(sharedBefore, modelOptions, ground) },
    { alone: afterAlone, shared: signInModel(sharedAfter, modelOptions, ground) },
  ] as const;
  return {
    assumptions: [
      ...new Set([
        ...said.assumptions,
        ...assumptionsOf(said.before, before, beforeAlone.named),
        ...assumptionsOf(said.after, after, afterAlone.named),
        ...unnamedRoles(administrativeRoles, [said.before, said.after], ground.named),
      ]),
    ],
    changes: wireChanges(said.before, said.after),
    controls: asked.map((control) => compareControl(control, ...tenants, budget)),
  };
}
