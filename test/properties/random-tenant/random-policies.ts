import fc from 'fast-check';
import type { ControlKey } from '../brute-force/claims.ts';
import { EVERY_APP, EVERY_USER, type PolicyParts, wirePolicy } from '../wire-policy.ts';
import { canonicalPolicies } from './canonical-policies.ts';
import { some } from './parts.ts';
import {
  APPS_AND_SUITES,
  DEVICE_RULES,
  GROUPS,
  LOCATIONS_OF_POLICIES,
  PLATFORMS,
  ROLES,
  USERS,
} from './pool.ts';
import { applications, conditions } from './random-conditions.ts';
import { grants } from './random-grants.ts';
import { users } from './random-users-condition.ts';

const states: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 20, arbitrary: fc.constant('enabled') },
  { weight: 4, arbitrary: fc.constantFrom('disabled', 'enabledForReportingButNotEnforced', null) },
  { weight: 1, arbitrary: fc.constant('staged') },
);

/** One condition, anything but the state and the grant. */
const oneCondition: fc.Arbitrary<PolicyParts> = fc.oneof(
  { weight: 8, arbitrary: users.map((condition) => ({ users: condition })) },
  { weight: 4, arbitrary: applications.map((condition) => ({ applications: condition })) },
  ...Object.entries(conditions).map(([name, values]) => ({
    weight: name === 'times' || name === 'agents' ? 1 : 2,
    arbitrary: values.map((value) => ({ conditions: { [name]: value } })),
  })),
);

const aPolicy = (canonical: fc.Arbitrary<PolicyParts>): fc.Arbitrary<PolicyParts> =>
  fc
    .tuple(canonical, fc.array(oneCondition, { minLength: 1, maxLength: 3 }), grants, states)
    .map(([base, parts, grantControls, state]) => merged([base, ...parts, { grantControls, state }]));

/** Two conditions that together cover everything: without the first half, and the first half alone. */
const cut: fc.Arbitrary<readonly [PolicyParts, PolicyParts]> = fc.oneof(
  cutUsers('Users', USERS),
  cutUsers('Users', ['GuestsOrExternalUsers']),
  cutUsers('Groups', GROUPS),
  cutUsers('Roles', ROLES),
  some(APPS_AND_SUITES).map((ids): readonly [PolicyParts, PolicyParts] => [
    { applications: { ...EVERY_APP, excludeApplications: ids } },
    { applications: { includeApplications: ids } },
  ]),
  cutCondition('platforms', some(PLATFORMS), (ids) => [{ excludePlatforms: ids }, { includePlatforms: ids }]),
  cutCondition('locations', some(LOCATIONS_OF_POLICIES), (ids) => [
    { excludeLocations: ids },
    { includeLocations: ids },
  ]),
  cutCondition('clientAppTypes', fc.constant('all'), () => [
    ['browser', 'exchangeActiveSync'],
    ['mobileAppsAndDesktopClients', 'other'],
  ]),
  cutCondition('signInRiskLevels', fc.constantFrom('low', 'high'), (level) => [
    ['none', 'low', 'medium', 'high'].filter((other) => other !== level),
    [level],
  ]),
  cutCondition('devices', fc.constantFrom(...DEVICE_RULES), (rule) => [
    { deviceFilter: { mode: 'exclude', rule } },
    { deviceFilter: { mode: 'include', rule } },
  ]),
);

function cutUsers(kind: string, pool: readonly string[]): fc.Arbitrary<readonly [PolicyParts, PolicyParts]> {
  return some(pool).map((ids) => [
    { users: { ...EVERY_USER, [`exclude${kind}`]: ids } },
    { users: { [`include${kind}`]: ids } },
  ]);
}

function cutCondition<Value>(
  name: string,
  values: fc.Arbitrary<Value>,
  halves: (value: Value) => readonly [unknown, unknown],
): fc.Arbitrary<readonly [PolicyParts, PolicyParts]> {
  return values.map((value) => {
    const [without, alone] = halves(value);
    return [{ conditions: { [name]: without } }, { conditions: { [name]: alone } }];
  });
}

/** The canonical policy in one piece, or cut once or twice. */
const aCover: fc.Arbitrary<readonly PolicyParts[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([{}]) },
  { weight: 4, arbitrary: cut },
  { weight: 5, arbitrary: fc.tuple(cut, cut).map(([[a, b], [c, d]]) => [a, merged([b, c]), merged([b, d])]) },
);

/** Now and then something that spoils a cover: a condition more, another grant, or the policy is not enforced. */
const blemish: fc.Arbitrary<PolicyParts> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  { weight: 10, arbitrary: oneCondition },
  { weight: 2, arbitrary: grants.map((grantControls) => ({ grantControls })) },
  { weight: 1, arbitrary: states.map((state) => ({ state })) },
);

const aBlemishedCover = (canonical: fc.Arbitrary<PolicyParts>): fc.Arbitrary<readonly PolicyParts[]> =>
  fc
    .tuple(canonical, aCover)
    .chain(([base, cover]) =>
      fc.tuple(...cover.map((parts) => blemish.map((spoilt) => merged([base, parts, spoilt])))),
    );

const malformed: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  'policy',
  wirePolicy({ users: { includeUsers: 'All' } }),
  wirePolicy({ conditions: { clientAppTypes: 'all' } }),
);

/** Up to five policies, which do what the control asks for more often than chance would have it. */
export function policiesFor(control: ControlKey): fc.Arbitrary<readonly unknown[]> {
  const canonical = canonicalPolicies[control];
  return fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: aBlemishedCover(canonical) },
        { weight: 1, arbitrary: fc.constant([]) },
      ),
      fc.array(aPolicy(canonical), { maxLength: 2 }),
      fc.oneof(
        { weight: 30, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: malformed.map((one) => [one]) },
      ),
    )
    .map(([cover, others, broken]) => [
      ...[...cover, ...others].map((parts, index) => wirePolicy({ ...parts, id: `policy-${index + 1}` })),
      ...broken,
    ]);
}

function merged(parts: readonly PolicyParts[]): PolicyParts {
  const conditions: unknown = Object.assign({}, ...parts.map((part) => part.conditions ?? {}));
  return Object.assign({}, ...parts, { conditions });
}
