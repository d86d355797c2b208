import type { Policy } from '../../conditional-access/policy.ts';
import { understandTenant } from '../../conditional-access/tenant-knowledge.ts';
import { allControls } from '../../controls/catalogue.ts';
import type { Control } from '../../controls/control.ts';
import type { Cause, PolicyReference, WhatIfRequest, Witness } from '../../controls/control-result.ts';
import { blocks } from '../../controls/criterion.ts';
import { type SignInModel, signInModel } from '../../controls/sign-in-model.ts';
import { whatIfRequest } from '../../controls/what-if.ts';
import { witnessIn } from '../../controls/witness.ts';
import { exceptionsInForce } from '../../exceptions/allowed-regions.ts';
import type { JudgeOptions } from '../../judge-tenant.ts';
import type { Cube } from '../../prover/cube.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import { type AskedSignIns, askedSignInsIn } from '../../why/asked-sign-ins.ts';
import { policyMatch } from '../../why/policy-match.ts';
import type { Applies } from '../../why/three-values.ts';
import { isFor } from './excepted-users.ts';
import { type SampledAs, usersToAskAbout } from './what-if-users.ts';

export interface SampleOptions
  extends Pick<JudgeOptions, 'exceptions' | 'emergencyAccess' | 'administrativeRoles' | 'at'> {
  /** The key of the control. */
  readonly control: string;
  /** Of the plan, as they are in the tenant. */
  readonly policyIds: readonly string[];
  /** Object id of a user who was in the gap before the plan, as its witness; null: none is known. */
  readonly inGapBefore: string | null;
}

/** One sign-in to ask Graph's What If about, and what the proof says of it. */
export interface SampledSignIn {
  readonly as: SampledAs;
  readonly user: { readonly id: string; readonly displayName: string };
  readonly request: WhatIfRequest;
  readonly expected: readonly ExpectedPolicy[];
}

export interface ExpectedPolicy {
  readonly policy: PolicyReference;
  /** Whether its conditions hold, and it is not off: What If counts policies in report-only. */
  readonly applies: Applies;
  /** Why it does not, or on what it depends. */
  readonly because: readonly Cause[];
  readonly isBlock: boolean;
}

/**
 * A few sign-ins of the part that the control speaks of, one for each sort of user, and whether the policies of the plan
 * apply to them. Empty where the control speaks of no sign-in, or no user is known.
 */
export function whatIfSample(
  tenant: TenantSnapshot | LargeTenant,
  options: SampleOptions,
): readonly SampledSignIn[] {
  const control = allControls.find(({ key }) => key === options.control);
  if (control === undefined || control.claim.kind === 'trustedLocationsDefined') return [];
  const model = modelOf(tenant, options);
  const scope = scopeOf(control, model);
  return usersToAskAbout(model, options.inGapBefore).flatMap(({ as, id }) => {
    const account = model.tenant.directory.account(id);
    if (account === undefined) return [];
    const { classes, named, space } = model;
    const number = Int32Array.of(model.tenant.directory.numbers.of(id));
    const { user } = classes.cohort(number, 'directory', 'surely', account.guestTypes);
    const witness = witnessIn(scope, user, named, space);
    const request = whatIfRequest(witness, space);
    if (request === null) return [];
    const { displayName } = account;
    return {
      as,
      user: { id, displayName },
      request,
      expected: expectedOf(witness, id, model, tenant, options),
    };
  });
}

function modelOf(tenant: TenantSnapshot | LargeTenant, options: SampleOptions): SignInModel {
  const { emergencyAccess = [], administrativeRoles = [], control, at } = options;
  const exceptions = exceptionsInForce(options.exceptions ?? [], at).filter((one) => isFor(one, control));
  return signInModel(understandTenant(tenant, exceptions), {
    exceptions,
    emergencyAccess,
    administrativeRoles,
  });
}

function scopeOf({ claim }: Control, { space }: SignInModel): Cube {
  return claim.kind === 'everySignInMeets' ? claim.scope(space) : new Map();
}

function expectedOf(
  { user: _, location: { ipAddress, countryOrRegion }, ...signIn }: Witness,
  userId: string,
  model: SignInModel,
  { policies: wires }: Pick<TenantSnapshot, 'policies'>,
  { policyIds }: SampleOptions,
): readonly ExpectedPolicy[] {
  const location = { ...(ipAddress !== null && { ipAddress }), countryOrRegion };
  const asked = askedSignInsIn(model, { ...signIn, location, userId });
  const wanted = new Set(policyIds.map((id) => id.toLowerCase()));
  return model.tenant.policies.flatMap((policy, at) =>
    wanted.has(policy.id.toLowerCase()) ? expectationOf(policy, wires[at], asked) : [],
  );
}

function expectationOf(policy: Policy, wire: unknown, asked: AskedSignIns): ExpectedPolicy {
  const { id, displayName, state } = policy;
  const reference = { id, displayName };
  const model = asked.model.policies.find((one) => one.policy === policy);
  if (model === undefined) return { policy: reference, applies: 'depends', because: [], isBlock: false };
  const isBlock = blocks.isMet(model.policy);
  if (state.kind === 'disabled') {
    const off = { policy: reference, member: 'state', value: 'disabled' };
    return { policy: reference, applies: 'no', because: [off], isBlock };
  }
  const { applies, because } = policyMatch(model, wire, asked);
  return { policy: reference, applies, because, isBlock };
}
