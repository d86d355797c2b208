import type { AccountSet } from '../conditional-access/account-set.ts';
import {
  type MalformedPolicy,
  type Policy,
  protects,
  type UnderstoodPolicy,
} from '../conditional-access/policy.ts';
import { holds, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type Cube, everywhere, intersect, meets, type Region } from '../prover/cube.ts';
import type { EverySignInMeets } from './claim.ts';
import type { SignInControl } from './control.ts';
import type { Meeting, PolicyModel, SignInModel } from './sign-in-model.ts';
import { unknownSecurityDefaults, unreadPolicies } from './unknown-text.ts';

/** Something that may meet the requirement for some users at some sign-ins: a policy, mostly. */
export interface Protection {
  /** Undefined for what may protect because it could not be read. */
  readonly policy: UnderstoodPolicy | undefined;
  /** Where it meets the requirement, for users to whom it applies. */
  readonly region: Region;
  readonly usersRegion: (user: UserClass) => Region;
  /** What of the users tells them apart for it, of one guest type; nothing where `tellsApart` is false. */
  readonly tellers: () => readonly AccountSet[];
  readonly tellsApart: boolean;
}

/**
 * A policy, in force or not, that is meant for the control, or whose grant would meet the requirement at some sign-in
 * that the control speaks of.
 */
export interface Candidate extends PolicyModel, Meeting {
  readonly usersRegion: (user: UserClass) => Region;
  readonly tellers: () => readonly AccountSet[];
  readonly tellsApart: boolean;
}

export function candidates(
  model: SignInModel,
  { claim, isMeant }: Pick<SignInControl, 'claim' | 'isMeant'>,
  scope: Cube,
): readonly Candidate[] {
  return model.policies
    .map((policy) => asCandidate(policy, claim, model))
    .filter(({ policy, grant, conditions }) => {
      const reachesScope = (region: Region) => region.some((cube) => meets(cube, scope));
      return (
        (reachesScope(grant) && conditions.every(({ region }) => reachesScope(region))) || isMeant(policy)
      );
    });
}

/** Any policy, with what it would do for a claim. */
export function asCandidate(
  model: PolicyModel,
  { requirement }: Pick<EverySignInMeets, 'requirement'>,
  { memberships }: Pick<SignInModel, 'memberships'>,
): Candidate {
  const { policy } = model;
  const { users } = policy;
  return {
    ...model,
    ...model.meeting(requirement),
    usersRegion: memberships.usersRegion(policy),
    tellers: () => (users.kind === 'understood' ? memberships.tellersOf(users) : []),
    tellsApart: users.kind === 'understood' && memberships.mayTellApart(users),
  };
}

/** All that protects: candidates in force, and what may protect because it could not be read or understood. */
export function protections(
  tenant: TenantKnowledge,
  claim: Pick<EverySignInMeets, 'securityDefaultsMayHelp'>,
  among: readonly Candidate[],
  space: SignInSpace,
): readonly Protection[] {
  return [
    ...among
      .filter(({ policy }) => protects(policy))
      .map(({ policy, sufficient, usersRegion: users, tellers, tellsApart }) => ({
        policy,
        region: intersect(sufficient, stateRegion(policy, space)),
        usersRegion: users,
        tellers,
        tellsApart,
      })),
    ...unknownPolicies(tenant, claim, space).map((region) => ({
      policy: undefined,
      region,
      usersRegion: () => everywhere,
      tellers: () => [],
      tellsApart: false,
    })),
  ].filter(({ region }) => region.length > 0);
}

function stateRegion({ id, displayName, state }: UnderstoodPolicy, space: SignInSpace): Region {
  if (state.kind !== 'unknown') return everywhere;
  return unknownPolicy(
    space,
    { id, displayName },
    `Its state "${state.value}" is not known`,
    'Check by hand whether the policy is in force.',
  );
}

function unknownPolicies(
  tenant: TenantKnowledge,
  claim: Pick<EverySignInMeets, 'securityDefaultsMayHelp'>,
  space: SignInSpace,
): readonly Region[] {
  const malformed = tenant.policies.filter((policy): policy is MalformedPolicy => isMalformedInForce(policy));
  const { unread, securityDefaults } = tenant;
  return [
    ...malformed.map(({ id, displayName, why }) =>
      unknownPolicy(
        space,
        { id, displayName },
        `It is malformed: ${why}`,
        'Correct the policy, or read it again.',
      ),
    ),
    ...notReadPolicies(tenant, space),
    ...(claim.securityDefaultsMayHelp && securityDefaults !== 'off'
      ? [
          unknownPolicy(
            space,
            { id: unknownSecurityDefaults },
            securityDefaults === 'on'
              ? 'Security defaults are on, and whether they do by themselves what is asked here was not seen in this tenant'
              : (unread.why('securityDefaults') ?? 'Whether security defaults are on was not read'),
            'Decide by Conditional Access instead of security defaults; for the device code flow, look for sign-ins that they stopped (AADSTS530035).',
          ),
        ]
      : []),
  ];
}

/** One unknown for each policy that is listed as unread, and one for all that may be missing from a cut list. */
function notReadPolicies({ unread }: TenantKnowledge, space: SignInSpace): readonly Region[] {
  const whatToDo = 'Grant Policy.Read.All and scan again, or export the policies whole.';
  const byId = unread.ids('policies').map((id) => {
    const why = unread.why('policies', id) ?? 'The policy was not read';
    return unknownPolicy(space, { id }, why, whatToDo);
  });
  if (!unread.whole('policies')) return byId;
  const why = unread.why('policies') ?? 'Not all policies were read';
  return [...byId, unknownPolicy(space, { id: unreadPolicies }, why, whatToDo)];
}

function isMalformedInForce(policy: Policy): boolean {
  return policy.kind === 'malformed' && protects(policy);
}

function unknownPolicy(
  space: SignInSpace,
  policy: { readonly id: string; readonly displayName?: string },
  why: string,
  whatToDo: string,
): Region {
  return holds(space.unknown({ speaksOf: 'signIn', kind: 'policy', ...policy, why, whatToDo }));
}
