import type { Verdict } from '../../shared/core/controls/control-result.ts';
import type { JudgeOptions } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import {
  azureManagement,
  countryLocation,
  everyUser,
  exchangeOnline,
  globalAdministrator,
  graphGrant,
  graphGroup,
  graphGuest,
  graphGuests,
  graphPolicy,
  graphUser,
  ipLocation,
  type PolicyParts,
} from './example-tenant.ts';

/** One shape of policy as tenants have it, and what an engineer wants to hear of it on the device code flow. */
export interface PolicyShape {
  /** Starts with its number. */
  readonly name: string;
  /** How each of its policies differs from the canonical one, which covers every user, app and condition. */
  readonly policies: readonly PolicyParts[];
  /** What the sign-in space really allows in `shapesTenant` ... */
  readonly effective: Verdict;
  /** ... and where nothing but the policies is given; absent: the same. */
  readonly withoutDirectory?: Verdict;
  /** The literal reading: one policy by itself meets every criterion. */
  readonly benchmark: Verdict;
  /** Ids, in the order of the directory. */
  readonly usersInGap: readonly string[];
  /** The one thing that the policy lacks, as `member: value`. */
  readonly cause?: string;
}

const everybody = ['admin', 'dev-1', 'dev-2', 'dev-3', 'guest', 'helpdesk', 'intern', 'pilot'];
const everyGuestType =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider';

const closed = { effective: 'pass', benchmark: 'pass', usersInGap: [] } as const;
const open = { effective: 'fail', benchmark: 'fail', usersInGap: everybody } as const;
const openThoughPassing = { effective: 'fail', benchmark: 'pass', usersInGap: everybody } as const;

export const policyShapes: readonly PolicyShape[] = [
  { name: '1 canonical', policies: [{}], ...closed },
  {
    name: '2 canonical, the emergency access accounts excluded',
    policies: [{ users: { ...everyUser, excludeUsers: ['break-glass-1', 'break-glass-2'] } }],
    ...closed,
  },
  {
    name: '3 both transfer methods in one string',
    policies: [
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } } },
    ],
    ...closed,
  },
  {
    name: '4 report-only',
    policies: [{ state: 'enabledForReportingButNotEnforced' }],
    ...open,
    cause: 'state: enabledForReportingButNotEnforced',
  },
  {
    name: '5 one test user included',
    policies: [{ users: { includeUsers: ['pilot'] } }],
    ...open,
    usersInGap: everybody.filter((id) => id !== 'pilot'),
    cause: 'conditions.users: User pilot',
  },
  {
    name: '6 one app included',
    policies: [{ applications: { includeApplications: [exchangeOnline] } }],
    ...open,
    cause: 'conditions.applications: Office 365 Exchange Online',
  },
  {
    name: '7 a large group excluded',
    policies: [{ users: { ...everyUser, excludeGroups: ['developers'] } }],
    ...openThoughPassing,
    usersInGap: ['dev-1', 'dev-2', 'dev-3'],
    cause: 'conditions.users.excludeGroups: Group developers',
  },
  {
    name: '8 a role excluded',
    policies: [{ users: { ...everyUser, excludeRoles: [globalAdministrator] } }],
    ...openThoughPassing,
    usersInGap: ['admin'],
    cause: `conditions.users.excludeRoles: ${globalAdministrator}`,
  },
  {
    name: '9 an app excluded',
    policies: [{ applications: { includeApplications: ['All'], excludeApplications: [azureManagement] } }],
    ...openThoughPassing,
    cause: 'conditions.applications: all but the Windows Azure Service Management API',
  },
  {
    name: '10 one platform',
    policies: [{ conditions: { platforms: { includePlatforms: ['android'], excludePlatforms: [] } } }],
    ...openThoughPassing,
    cause: 'conditions.platforms: android',
  },
  {
    name: '11 one country',
    policies: [{ conditions: { locations: { includeLocations: ['home'], excludeLocations: [] } } }],
    ...openThoughPassing,
    withoutDirectory: 'inconclusive',
    cause: 'conditions.locations: Location home',
  },
  {
    name: '12 everywhere but trusted locations',
    policies: [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } },
    ],
    ...openThoughPassing,
    withoutDirectory: 'inconclusive',
    cause: 'conditions.locations: all but trusted locations',
  },
  {
    name: '13 the browser only',
    policies: [{ conditions: { clientAppTypes: ['browser'] } }],
    ...openThoughPassing,
    cause: 'conditions.clientAppTypes: browser',
  },
  {
    name: '14 high sign-in risk only',
    policies: [{ conditions: { signInRiskLevels: ['high'] } }],
    ...openThoughPassing,
    cause: 'conditions.signInRiskLevels: high',
  },
  {
    name: '15 a device filter that includes',
    policies: [
      {
        conditions: { devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } } },
      },
    ],
    ...openThoughPassing,
    cause: 'conditions.devices: device.isCompliant -eq True',
  },
  {
    name: '16 MFA or a compliant device instead of a block',
    policies: [{ grantControls: graphGrant(['mfa', 'compliantDevice']) }],
    ...open,
    cause: 'grantControls: MFA OR a compliant device',
  },
  {
    name: '17 all users less a group, and the group',
    policies: [
      { users: { ...everyUser, excludeGroups: ['developers'] } },
      { users: { includeGroups: ['developers'] } },
    ],
    ...closed,
  },
  {
    name: '18 all guests excluded',
    policies: [{ users: { ...everyUser, excludeGuestsOrExternalUsers: graphGuests(everyGuestType) } }],
    ...openThoughPassing,
    usersInGap: ['guest', 'intern'],
  },
  {
    name: '19 all four client app types',
    policies: [
      {
        conditions: {
          clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
        },
      },
    ],
    ...closed,
  },
  {
    name: '20 MFA only',
    policies: [{ grantControls: graphGrant(['mfa']) }],
    ...open,
    cause: 'grantControls: MFA',
  },
];

/** The policies as Graph sends them; `canonical` is what they are variants of, a block of the device code flow. */
export function policiesOf(
  { name, policies }: PolicyShape,
  canonical: PolicyParts = {},
): readonly Readonly<Record<string, unknown>>[] {
  return policies.map((parts, index) =>
    graphPolicy({
      ...canonical,
      ...parts,
      conditions: { ...canonical.conditions, ...parts.conditions },
      id: `shape-${name.replace(/ .*/, '')}-${index + 1}`,
      displayName: `${name} (${index + 1})`,
    }),
  );
}

const helpdeskAdministrator = '729827e3-9c14-49f7-bb1b-9608f156bbb8';

const role = (principalId: string, roleDefinitionId: string, directoryScopeId = '/'): object => ({
  id: `${principalId}-${roleDefinitionId}`,
  principalId,
  roleDefinitionId,
  directoryScopeId,
});

/**
 * The tenant of the shapes: two emergency access accounts, two administrators (one of them through an administrative
 * unit), a group with a group in it that stands for the large one, a guest, an internal guest, a pilot user and an
 * account that cannot sign in.
 */
export const shapesTenant: Omit<TenantSnapshot, 'policies'> = {
  tenantId: '0b0b0b0b-0000-4000-8000-000000000001',
  users: [
    graphUser('admin'),
    graphUser('break-glass-1'),
    graphUser('break-glass-2'),
    graphUser('dev-1'),
    graphUser('dev-2'),
    graphUser('dev-3'),
    graphGuest('guest'),
    graphUser('helpdesk'),
    graphUser('intern', { userType: 'Guest' }),
    graphUser('leaver', { accountEnabled: false }),
    graphUser('pilot'),
  ],
  groups: [
    graphGroup('developers', ['dev-1', 'dev-2', 'leaver'], ['contractors']),
    graphGroup('contractors', ['dev-3']),
  ],
  roleAssignments: [
    role('break-glass-1', globalAdministrator),
    role('break-glass-2', globalAdministrator),
    role('admin', globalAdministrator),
    role('helpdesk', helpdeskAdministrator, '/administrativeUnits/0c0c0c0c-0000-4000-8000-000000000001'),
  ],
  namedLocations: [
    ipLocation('office', ['203.0.113.0/24', '2001:db8:1::/48']),
    countryLocation('home', ['CH', 'LI']),
  ],
  securityDefaults: { isEnabled: false },
  baselineScopes: 'enforced',
  licences: ['AAD_PREMIUM', 'AAD_PREMIUM_P2'],
};

export const shapesOptions: JudgeOptions = {
  at: '2026-11-22T12:00:00Z',
  emergencyAccess: ['break-glass-1', 'break-glass-2'],
};
