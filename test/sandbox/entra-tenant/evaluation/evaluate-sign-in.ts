import type { ConditionalAccessPolicy, GrantControls } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';
import { policyApplies } from './conditions.ts';
import { type ControlOutcome, evaluateGrant } from './grant-controls.ts';
import { type Principal, principalOfUser, principalWithoutObject } from './principal.ts';
import type { AppliedPolicy, AppliedPolicyResult, Evaluation, SignIn } from './sign-in.ts';

const userDoesNotExist = 50034;
const userIsDisabled = 50057;
const blockedBySecurityDefaults = 530035;
const blockedByConditionalAccess = 53003;
const sessionOfBlockedFlow = 530036;

/**
 * What Entra does with one sign-in, from its documentation: every enabled policy whose conditions hold must be
 * satisfied, block wins, report-only policies are noted and enforce nothing. Naive on purpose: one sign-in, one
 * policy after the other.
 */
export function evaluateSignIn(tenant: Tenant, signIn: SignIn): Evaluation {
  const principal = principalOf(tenant, signIn);
  if ('errorCode' in principal) return blocked(principal.errorCode, []);
  return evaluateFor(tenant, principal, signIn);
}

/** The same for a principal that was looked up before, for callers that ask about one user many times. */
export function evaluateFor(tenant: Tenant, principal: Principal, signIn: SignIn): Evaluation {
  const judged = tenant.policies.map((policy) => judge(policy, tenant, principal, signIn));
  const appliedPolicies = judged.map(({ applied }) => applied);
  if (tenant.securityDefaultsEnabled && isStoppedBySecurityDefaults(signIn)) {
    return blocked(blockedBySecurityDefaults, appliedPolicies);
  }
  const outcomes = judged.filter(({ enforced }) => enforced).map(({ outcome }) => outcome);
  const refusals = outcomes.filter((outcome) => outcome.kind === 'refused');
  const blocks = [blockedByConditionalAccess, sessionOfBlockedFlow];
  const refusal = refusals.find(({ errorCode }) => blocks.includes(errorCode)) ?? refusals[0];
  if (refusal !== undefined) return blocked(refusal.errorCode, appliedPolicies);
  const prompt = outcomes.find((outcome) => outcome.kind === 'prompt');
  if (prompt !== undefined) return { outcome: 'interrupted', errorCode: prompt.errorCode, appliedPolicies };
  return { outcome: 'token', errorCode: 0, appliedPolicies };
}

function principalOf(tenant: Tenant, signIn: SignIn): Principal | { readonly errorCode: number } {
  if (signIn.userId === null) {
    if (signIn.externalUser === undefined) return { errorCode: userDoesNotExist };
    return principalWithoutObject(signIn.externalUser);
  }
  const user = tenant.users.find(({ id }) => id === signIn.userId);
  if (user === undefined) return { errorCode: userDoesNotExist };
  return user.accountEnabled ? principalOfUser(tenant, user) : { errorCode: userIsDisabled };
}

/** Security defaults stop the device code flow and clients that cannot do multifactor authentication. */
function isStoppedBySecurityDefaults({ flow, clientApp }: SignIn): boolean {
  return flow === 'deviceCodeFlow' || clientApp === 'exchangeActiveSync' || clientApp === 'other';
}

interface Judged {
  readonly outcome: ControlOutcome;
  readonly enforced: boolean;
  readonly applied: AppliedPolicy;
}

function judge(
  policy: ConditionalAccessPolicy,
  tenant: Tenant,
  principal: Principal,
  signIn: SignIn,
): Judged {
  const { id, displayName, state } = policy;
  const applies = state !== 'disabled' && policyApplies(policy, tenant, principal, signIn);
  const outcome: ControlOutcome = applies
    ? ofSession(evaluateGrant(policy.grantControls, signIn, state === 'enabled'), policy, signIn)
    : { kind: 'satisfied' };
  return {
    outcome,
    enforced: applies && state === 'enabled',
    applied: {
      id,
      displayName,
      state,
      enforcedGrantControls: applies ? controlNames(policy.grantControls) : [],
      result: resultOf(state, applies, outcome),
    },
  };
}

/** Sessions are tracked by the flow that they began with: one that is blocked now is told so. */
function ofSession(
  outcome: ControlOutcome,
  { conditions: { authenticationFlows } }: ConditionalAccessPolicy,
  { isSessionRefresh = false }: SignIn,
): ControlOutcome {
  const isBlocked = outcome.kind === 'refused' && outcome.errorCode === blockedByConditionalAccess;
  if (!isSessionRefresh || !isBlocked || authenticationFlows === null) return outcome;
  return { kind: 'refused', errorCode: sessionOfBlockedFlow };
}

function resultOf(
  state: ConditionalAccessPolicy['state'],
  applies: boolean,
  outcome: ControlOutcome,
): AppliedPolicyResult {
  if (state === 'disabled') return 'notEnabled';
  if (state === 'enabled') {
    if (!applies) return 'notApplied';
    return outcome.kind === 'satisfied' ? 'success' : 'failure';
  }
  if (!applies) return 'reportOnlyNotApplied';
  return reportOnlyResults[outcome.kind];
}

const reportOnlyResults = {
  satisfied: 'reportOnlySuccess',
  prompt: 'reportOnlyInterrupted',
  refused: 'reportOnlyFailure',
} as const;

const controlNamesInLogs: Readonly<Record<string, string>> = {
  block: 'Block',
  mfa: 'Mfa',
  compliantDevice: 'RequireCompliantDevice',
  domainJoinedDevice: 'RequireDomainJoinedDevice',
  approvedApplication: 'RequireApprovedApp',
  compliantApplication: 'RequireCompliantApp',
  passwordChange: 'PasswordChange',
};

function controlNames(grant: GrantControls | null): string[] {
  if (grant === null) return [];
  const strength = grant.authenticationStrength === null ? [] : [grant.authenticationStrength.displayName];
  return [...grant.builtInControls.map((control) => controlNamesInLogs[control] ?? control), ...strength];
}

function blocked(errorCode: number, appliedPolicies: readonly AppliedPolicy[]): Evaluation {
  return { outcome: 'blocked', errorCode, appliedPolicies };
}
