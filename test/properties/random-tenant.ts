import fc from 'fast-check';
import type { ControlException } from '../../shared/core/exceptions/exception.ts';
import type { JudgeOptions } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot, Unread } from '../../shared/core/tenant-snapshot.ts';
import { CONTROL_KEYS, type ControlKey } from './brute-force/claims.ts';
import { APPS, CUSTOM_ROLE, GROUPS, LOCATIONS, ROLES, USERS } from './random-tenant/pool.ts';
import { groups, namedLocations, roleAssignmentsFor, users } from './random-tenant/random-directory.ts';
import { policiesFor } from './random-tenant/random-policies.ts';

/** As a rule the plan of Entra ID P2 is there, or nothing is said of it. */
const licences: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['AAD_PREMIUM', 'AAD_PREMIUM_P2']) },
  { weight: 1, arbitrary: fc.constantFrom<string[][]>(['AAD_PREMIUM'], []) },
);

/** A small tenant in the form in which Graph sends it, with everything in it that can be unknown. */
export interface RandomTenant {
  readonly snapshot: TenantSnapshot;
  readonly options: JudgeOptions;
}

const unread: fc.Arbitrary<Unread[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Unread[]>([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof<fc.Arbitrary<Unread>[]>(
        fc.constantFrom(...GROUPS).map((id) => ({ kind: 'group', id })),
        fc.constantFrom(...ROLES).map((id) => ({ kind: 'role', id })),
        fc.constantFrom(...USERS).map((id) => ({ kind: 'users', id })),
        fc.constantFrom(...LOCATIONS).map((id) => ({ kind: 'namedLocations', id })),
        fc
          .constantFrom('group', 'role', 'namedLocations', 'users', 'policies', 'securityDefaults')
          .map((kind) => ({
            kind,
          })),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
);

/** What an export may lack: as a rule nothing, now and then a few of these. */
const absent = fc.oneof(
  { weight: 2, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 3,
    arbitrary: fc.subarray(['users', 'groups', 'roleAssignments', 'namedLocations', 'licences'], {
      maxLength: 3,
    }),
  },
);

const snapshotFor = (control: ControlKey): fc.Arbitrary<TenantSnapshot> =>
  fc
    .record({
      policies: policiesFor(control),
      users,
      groups,
      roleAssignments: roleAssignmentsFor(control),
      namedLocations,
      securityDefaults: fc.oneof(
        { weight: 20, arbitrary: fc.constant({ isEnabled: false }) },
        { weight: 1, arbitrary: fc.constant({ isEnabled: true }) },
      ),
      baselineScopes: fc.constantFrom('enforced' as const, 'enforced' as const, 'notEnforced' as const),
      licences,
      unread,
      absent,
    })
    .map(({ absent: lacking, policies: list, ...rest }) => ({
      policies: list,
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => !lacking.includes(name))),
    }));

const exceptionFor = (control: ControlKey): fc.Arbitrary<ControlException> =>
  fc
    .record({
      principal: fc.oneof(
        fc.constantFrom(...USERS).map((principalId) => ({ kind: 'user' as const, principalId })),
        fc.record({
          kind: fc.constant('group' as const),
          principalId: fc.constantFrom(...GROUPS),
          membersAtApproval: fc.subarray(USERS),
        }),
      ),
      controls: controlsOfException(control),
      resources: fc.option(fc.subarray(APPS, { minLength: 1 }), { freq: 1, nil: undefined }),
      expiresOn: fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-31'),
    })
    .map(({ principal, controls, resources, expiresOn }) => ({
      ...principal,
      controls,
      ...(resources === undefined ? {} : { resources }),
      expiresOn,
      reason: 'meeting room',
      owner: 'owner',
      ticket: 'T-1',
    }));

/** By the id or the key of the control, alone or among others; or for another control only. */
function controlsOfException(control: ControlKey): fc.Arbitrary<string[]> {
  const id = `2.2.${CONTROL_KEYS.indexOf(control) + 1}`;
  const another = id === '2.2.5' ? '2.2.3' : '2.2.5';
  return fc.constantFrom([id], [control, another], [another]);
}

const optionsFor = (control: ControlKey): fc.Arbitrary<JudgeOptions> =>
  fc.record({
    at: fc.constant('2026-11-22T23:30:00Z'),
    exceptions: fc.oneof(fc.constant([]), fc.array(exceptionFor(control), { maxLength: 2 })),
    administrativeRoles: fc.constantFrom([], [CUSTOM_ROLE]),
    emergencyAccess: fc.oneof(fc.constant([]), fc.subarray([...USERS, ...GROUPS], { maxLength: 2 })),
  });

/** Tenants that are of interest to this control. */
export function randomTenantFor(control: ControlKey): fc.Arbitrary<RandomTenant> {
  return fc.record({ snapshot: snapshotFor(control), options: optionsFor(control) });
}
