import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { mfaPolicy } from './mfa-policy.ts';
import { ADMINISTRATOR, type Case, casesOf, everyUserBut, group, holder, user } from './tenant-case.ts';

const control = 'mfa-for-administrators';
const inTenant = casesOf(control);

const DIRECTORY_READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const forAdministrators = mfaPolicy({ users: { includeRoles: [ADMINISTRATOR] } });
const bobExcluded = mfaPolicy({ users: everyUserBut({ excludeUsers: ['bob'] }) });
const inUnit = { roleAssignments: [holder('bob', '/administrativeUnits/unit-1')] };
const outerAssigned = {
  groups: [group('outer', ['bob'], ['crew']), group('crew', ['ann'])],
  roleAssignments: [holder('outer')],
};
const exception: ControlException = {
  principalId: 'bob',
  kind: 'user',
  controls: ['2.2.4'],
  reason: 'meeting room',
  owner: 'owner',
  ticket: 'T-1',
  expiresOn: '2026-11-22',
};

/** Who is an administrator, and whether there is one. */
export const mfaForAdministrators: readonly Case[] = [
  { ...inTenant('MFA for the role that is held', 'pass', [forAdministrators]), usersSurelyInGap: [] },
  { ...inTenant('no policy', 'fail', []), usersSurelyInGap: ['bob'] },
  inTenant('MFA for everyone but somebody who administers nothing', 'pass', [
    mfaPolicy({ users: everyUserBut({ excludeUsers: ['ann'] }) }),
  ]),
  inTenant('MFA for everyone but an administrator', 'fail', [bobExcluded]),
  inTenant('an excepted administrator is no gap', 'pass', [bobExcluded], {}, { exceptions: [exception] }),
  {
    ...inTenant(
      'a condition on roles does not reach a role in an administrative unit',
      'fail',
      [forAdministrators],
      inUnit,
    ),
    usersSurelyInGap: ['bob'],
  },
  inTenant('an administrator of a unit has MFA as everyone has', 'pass', [mfaPolicy()], inUnit),
  inTenant('nobody holds a role', 'notApplicable', [], { roleAssignments: [] }),
  inTenant('a role that administers nothing', 'notApplicable', [], {
    roleAssignments: [{ principalId: 'bob', roleDefinitionId: DIRECTORY_READERS, directoryScopeId: '/' }],
  }),
  inTenant('a holder that is neither user nor group is a service principal', 'notApplicable', [], {
    roleAssignments: [holder('app')],
  }),
  inTenant('a holder who cannot sign in', 'notApplicable', [], {
    users: [user('ann'), user('bob', { accountEnabled: false })],
  }),
  inTenant('an eligible holder is none yet', 'notApplicable', [], {
    roleAssignments: [],
    roleEligibilities: [holder('bob')],
  }),
  {
    ...inTenant(
      'a role-assigned group makes administrators of its direct members',
      'fail',
      [bobExcluded],
      outerAssigned,
    ),
    usersSurelyInGap: ['bob'],
  },
  inTenant(
    'a group nested in a role-assigned group makes administrators of nobody',
    'pass',
    [mfaPolicy({ users: everyUserBut({ excludeUsers: ['ann'] }) })],
    outerAssigned,
  ),
  inTenant('an unread role may have a holder', 'inconclusive', [], {
    roleAssignments: [],
    unread: [{ kind: 'role', id: ADMINISTRATOR }],
  }),
  inTenant('an unread role may be held in an administrative unit', 'inconclusive', [forAdministrators], {
    roleAssignments: [],
    unread: [{ kind: 'role', id: ADMINISTRATOR }],
  }),
  inTenant('MFA for everyone, whoever the administrators are', 'pass', [mfaPolicy()], {
    unread: [{ kind: 'role' }],
  }),
  inTenant('a role-assigned group that was not read', 'inconclusive', [], {
    roleAssignments: [holder('lost')],
    unread: [{ kind: 'group', id: 'lost' }],
  }),
  {
    control,
    name: 'without a directory each administrative role is taken to have a holder',
    verdict: 'fail',
    snapshot: { policies: [forAdministrators] },
  },
  {
    control,
    name: 'without a directory, MFA for everyone',
    verdict: 'pass',
    snapshot: { policies: [mfaPolicy()] },
  },
  {
    control,
    name: 'without users, a holder who may be somebody',
    verdict: 'inconclusive',
    snapshot: { policies: [], groups: [], roleAssignments: [holder('somebody')] },
  },
  {
    control,
    name: 'without users, a holder who exists because an exception to another control names it',
    verdict: 'fail',
    snapshot: { policies: [], groups: [], roleAssignments: [holder('somebody')] },
    options: { exceptions: [{ ...exception, principalId: 'somebody', controls: ['2.2.5'] }] },
  },
  {
    control,
    name: 'without users, nobody holds a role',
    verdict: 'notApplicable',
    snapshot: { policies: [], groups: [], roleAssignments: [] },
  },
  inTenant('security defaults that are on', 'inconclusive', [], { securityDefaults: { isEnabled: true } }),
];
