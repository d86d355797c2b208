import fc from 'fast-check';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { readPolicy } from './brute-force/read-policy.ts';
import { isObject, type Members } from './brute-force/wire.ts';
import type { Change } from './changes.ts';
import { APPS_AND_SUITES, USERS } from './random-tenant/pool.ts';
import { roleAssignment, user } from './random-tenant/random-directory.ts';
import { users } from './random-tenant/random-users-condition.ts';
import type { RandomTenant } from './random-tenant.ts';
import { BLOCK } from './wire-policy.ts';

type Modification = (snapshot: TenantSnapshot) => Partial<TenantSnapshot>;
type Replacement = (element: Members) => fc.Arbitrary<Members>;

/** One change, as people make them: of a policy that is understood, a group, a user, a role or a named location. */
export function changed(before: RandomTenant): fc.Arbitrary<Change> {
  const {
    policies,
    groups = [],
    users: accounts = [],
    roleAssignments = [],
    namedLocations = [],
  } = before.snapshot;
  const understood = policies.filter((policy) => readPolicy(policy, '')?.kind === 'understood');
  const changes = [
    ...(['state', 'users', 'applications', 'grantControls'] as const).map((member) =>
      replaced('policies', understood, policyReplacements[member]),
    ),
    replaced('groups', groups, ofGroup),
    replaced('users', accounts, ofUser),
    replaced('namedLocations', namedLocations, ofLocation),
    without('users', accounts),
    without('roleAssignments', roleAssignments),
    before.snapshot.users && withAnother('users', anotherUser(accounts)),
    before.snapshot.roleAssignments && withAnother('roleAssignments', roleAssignment),
    before.snapshot.licences && otherLicences,
  ].flatMap((change) => change ?? []);
  if (changes.length === 0) return fc.constant({ before, after: before });
  return fc.oneof(...changes).map((change) => ({
    before,
    after: { ...before, snapshot: { ...before.snapshot, ...change(before.snapshot) } },
  }));
}

const otherLicences = fc
  .constantFrom<string[][]>(['AAD_PREMIUM_P2'], [])
  .map((licences) => () => ({ licences }));

type List = 'policies' | 'groups' | 'users' | 'roleAssignments' | 'namedLocations';

/** Undefined where there is nothing to replace. */
function replaced(
  list: List,
  elements: readonly unknown[],
  replacement: Replacement,
): fc.Arbitrary<Modification> | undefined {
  const candidates = elements.filter(isObject);
  if (candidates.length === 0) return undefined;
  return fc
    .constantFrom(...candidates)
    .chain((old) => replacement(old).map((now) => ({ old, now })))
    .map(({ old, now }) => (snapshot) => ({
      [list]: snapshot[list]?.map((element) => (element === old ? now : element)),
    }));
}

/** Undefined where there is nothing to take away. */
function without(list: List, elements: readonly unknown[]): fc.Arbitrary<Modification> | undefined {
  if (elements.length === 0) return undefined;
  return fc.constantFrom(...elements).map((gone) => (snapshot) => ({
    [list]: snapshot[list]?.filter((element) => element !== gone),
  }));
}

function withAnother(list: List, another: fc.Arbitrary<unknown>): fc.Arbitrary<Modification> {
  return another.map((one) => (snapshot) => ({ [list]: [...(snapshot[list] ?? []), one] }));
}

/** Of those whom policies and groups may name, and who are not given; or somebody new. */
function anotherUser(accounts: readonly unknown[]): fc.Arbitrary<Members> {
  const given = new Set(accounts.filter(isObject).map(({ id }) => id));
  return fc.constantFrom(...[...USERS, 'user-new'].filter((id) => !given.has(id))).chain(user);
}

const policyReplacements: Readonly<
  Record<'state' | 'users' | 'applications' | 'grantControls', Replacement>
> = {
  state: (policy) =>
    fc
      .constantFrom('enabled', 'disabled', 'enabledForReportingButNotEnforced')
      .map((state) => ({ ...policy, state })),
  users: (policy) =>
    users
      .filter((condition) => !('mood' in condition))
      .map((condition) => withConditions(policy, { users: condition })),
  applications: (policy) =>
    fc.constantFrom(...APPS_AND_SUITES).map((app) =>
      withConditions(policy, {
        applications: { includeApplications: ['All'], excludeApplications: [app] },
      }),
    ),
  grantControls: (policy) =>
    fc
      .constantFrom(
        BLOCK,
        { operator: 'OR', builtInControls: ['mfa'] },
        { operator: 'AND', builtInControls: ['compliantDevice'] },
        ...[['fido2', 'somethingElse'], ['somethingNew'], []].map((allowedCombinations) => ({
          operator: 'OR',
          builtInControls: [],
          authenticationStrength: { id: 'strength-4', allowedCombinations },
        })),
      )
      .map((grantControls) => ({ ...policy, grantControls })),
};

function withConditions(policy: Members, conditions: Members): Members {
  const others = isObject(policy['conditions']) ? policy['conditions'] : {};
  return { ...policy, conditions: { ...others, ...conditions } };
}

const ofGroup: Replacement = (group) =>
  fc
    .subarray(USERS)
    .map((ids) => ids.map((id) => ({ '@odata.type': '#microsoft.graph.user', id })))
    .map((members) => ({ ...group, members }));

const ofUser: Replacement = (user) =>
  fc.oneof(
    fc.boolean().map((accountEnabled) => ({ ...user, accountEnabled })),
    fc.constantFrom('Member', 'Guest').map((userType) => ({ ...user, userType })),
  );

const ofLocation: Replacement = (location) => {
  const trusted = fc.boolean().map((isTrusted) => ({ ...location, isTrusted }));
  if (location['@odata.type'] !== '#microsoft.graph.ipNamedLocation') return trusted;
  const ranges = fc.constantFrom('192.0.2.0/24', '192.0.2.0/25', '198.51.0.0/16');
  return fc.oneof(
    trusted,
    ranges.map((cidrAddress) => ({ ...location, ipRanges: [{ cidrAddress }] })),
  );
};
