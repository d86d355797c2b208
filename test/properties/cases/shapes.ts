import { EVERY_APP, EVERY_USER, wirePolicy } from '../wire-policy.ts';
import {
  ADMINISTRATOR,
  type Case,
  EXCHANGE,
  everyUserBut,
  inTenant,
  MANAGEMENT,
  withCondition,
  withUsers,
} from './tenant-case.ts';

const GUEST_TYPES =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider';

/** The policy shapes that are met in the field, and what an engineer wants to hear of each. */
export const shapes: readonly Case[] = [
  withUsers('1 canonical, nobody excluded', 'pass', EVERY_USER, []),
  inTenant(
    '2 canonical, break-glass excluded',
    'pass',
    [wirePolicy({ users: everyUserBut({ excludeUsers: ['break-glass'] }) })],
    {},
    { emergencyAccess: ['break-glass'] },
  ),
  withCondition('3 both transfer methods in one string', 'pass', {
    authenticationFlows: { transferMethods: 'authenticationTransfer, DeviceCodeFlow' },
  }),
  inTenant('4 report-only', 'fail', [wirePolicy({ state: 'enabledForReportingButNotEnforced' })]),
  withUsers('5 one test user included', 'fail', { includeUsers: ['ann'] }, ['bob', 'guest', 'break-glass']),
  inTenant('6 one app included', 'fail', [wirePolicy({ applications: { includeApplications: [EXCHANGE] } })]),
  withUsers('7 a group excluded', 'fail', everyUserBut({ excludeGroups: ['crew'] }), ['ann']),
  withUsers('8 a role excluded', 'fail', everyUserBut({ excludeRoles: [ADMINISTRATOR] }), ['bob']),
  inTenant('9 an app excluded', 'fail', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: [MANAGEMENT] } }),
  ]),
  withCondition('10 one platform', 'fail', { platforms: { includePlatforms: ['android'] } }),
  withCondition('11 one country', 'fail', { locations: { includeLocations: ['home-country'] } }),
  withCondition('12 everywhere but trusted', 'fail', {
    locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
  }),
  withCondition('13 browser only', 'fail', { clientAppTypes: ['browser'] }),
  withCondition('14 high sign-in risk only', 'fail', { signInRiskLevels: ['high'] }),
  withCondition('15 device filter, include mode', 'fail', {
    devices: { deviceFilter: { mode: 'include', rule: 'device.model -eq "Room"' } },
  }),
  inTenant('16 MFA or compliant device', 'fail', [
    wirePolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }),
  ]),
  inTenant('17 All minus a group, and the group', 'pass', [
    wirePolicy({ users: everyUserBut({ excludeGroups: ['crew'] }) }),
    wirePolicy({ id: 'policy-2', users: { includeGroups: ['crew'] } }),
  ]),
  withUsers(
    '18 all guests excluded',
    'fail',
    everyUserBut({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: GUEST_TYPES,
        externalTenants: { membershipKind: 'all' },
      },
    }),
    ['guest'],
  ),
  withCondition('19 all four client app types', 'pass', {
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
  }),
  inTenant('20 MFA only', 'fail', [
    wirePolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa'] } }),
  ]),
];
