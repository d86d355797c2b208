import { type PolicyDraft, policyOf } from '../../sandbox/entra-tenant/company/policy-draft.ts';
import { builtInRoles } from '../../sandbox/entra-tenant/company/roles.ts';
import type { ConditionalAccessPolicy, PolicyState } from '../../sandbox/entra-tenant/policy-types.ts';
import { azureServiceManagement } from '../../sandbox/entra-tenant/resources.ts';
import type { GeneratedLocations } from './named-locations.ts';
import type { RandomNumbers } from './random-numbers.ts';

/** What policies can name. */
export interface Nameable {
  readonly emergencyAccess: string;
  /** Larger groups come first. */
  readonly groups: readonly string[];
  readonly applications: readonly string[];
  readonly locations: GeneratedLocations;
}

/** The policies of one purpose: how many a large company has, and one of them. */
interface Family {
  readonly purpose: string;
  readonly count: number;
  readonly draw: (nameable: Nameable, random: RandomNumbers) => Omit<PolicyDraft, 'name'>;
}

/** 195 policies, as many as a tenant may hold: the first of each purpose is enforced, the others mostly. */
export function drawPolicies(
  seed: string,
  nameable: Nameable,
  random: RandomNumbers,
): readonly ConditionalAccessPolicy[] {
  return families.flatMap(({ purpose, count, draw }) =>
    Array.from({ length: count }, (_, number) => {
      const { users, ...rest } = draw(nameable, random);
      return policyOf(seed, {
        name: `${purpose} ${number + 1}`,
        state: number === 0 ? 'enabled' : random.oneOf(states),
        users: {
          includeUsers: 'includeGroups' in users ? [] : ['All'],
          ...users,
          ...exclusions(nameable, random),
        },
        ...rest,
      });
    }),
  );
}

const states: readonly PolicyState[] = [
  'enabled',
  'enabled',
  'enabled',
  'enabledForReportingButNotEnforced',
  'disabled',
];

/** The emergency access group, and up to three more; nobody excludes the groups that hold most of the company. */
function exclusions({ emergencyAccess, groups }: Nameable, random: RandomNumbers) {
  return { excludeGroups: [emergencyAccess, ...random.someOf(groups.slice(25), random.below(4))] };
}

const block = { builtInControls: ['block'] };
const mfa = { builtInControls: ['mfa'] };
const mfaOrManagedDevice = { builtInControls: ['mfa', 'compliantDevice', 'domainJoinedDevice'] };

const families: readonly Family[] = [
  { purpose: 'Require MFA for all users', count: 2, draw: () => ({ users: {}, grant: mfa }) },
  {
    purpose: 'Require MFA for administrators',
    count: 6,
    draw: (_, random) => ({
      users: { includeUsers: [], includeRoles: random.someOf(Object.values(builtInRoles), 8) },
      grant: mfa,
    }),
  },
  {
    purpose: 'Require MFA for Azure management and admin portals',
    count: 2,
    draw: () => ({
      users: {},
      applications: { includeApplications: [azureServiceManagement, 'MicrosoftAdminPortals'] },
      grant: mfa,
    }),
  },
  {
    purpose: 'Block legacy authentication',
    count: 4,
    draw: () => ({
      users: {},
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: block,
    }),
  },
  {
    purpose: 'Block device code flow',
    count: 2,
    draw: () => ({
      users: {},
      conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
      grant: block,
    }),
  },
  {
    purpose: 'Block authentication transfer',
    count: 2,
    draw: () => ({
      users: {},
      conditions: { authenticationFlows: { transferMethods: 'authenticationTransfer' } },
      grant: block,
    }),
  },
  {
    purpose: 'Require MFA for risky sign-ins',
    count: 3,
    draw: () => ({ users: {}, conditions: { signInRiskLevels: ['medium', 'high'] }, grant: mfa }),
  },
  {
    purpose: 'Require a password change for risky users',
    count: 5,
    draw: () => ({
      users: {},
      conditions: { userRiskLevels: ['high'] },
      grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] },
    }),
  },
  {
    purpose: 'Block countries',
    count: 20,
    draw: ({ groups, locations }, random) => ({
      users: random.onceIn(2) ? {} : { includeGroups: random.someOf(groups, 2) },
      conditions: {
        locations: {
          includeLocations: ['All'],
          excludeLocations: ['AllTrusted', ...random.someOf(locations.ofCountries, 1 + random.below(3))],
        },
      },
      grant: block,
    }),
  },
  {
    purpose: 'Require MFA or a managed device for an application',
    count: 69,
    draw: ({ groups, applications }, random) => ({
      users: random.onceIn(3) ? {} : { includeGroups: random.someOf(groups, 1 + random.below(3)) },
      applications: { includeApplications: random.someOf(applications, 1 + random.below(4)) },
      grant: random.onceIn(2) ? mfa : mfaOrManagedDevice,
    }),
  },
  {
    purpose: 'Require a compliant device on a platform',
    count: 25,
    draw: ({ groups }, random) => ({
      users: random.onceIn(2) ? {} : { includeGroups: random.someOf(groups, 2) },
      applications: { includeApplications: ['Office365'] },
      conditions: {
        platforms: { includePlatforms: random.someOf(platforms, 1 + random.below(3)), excludePlatforms: [] },
      },
      grant: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    }),
  },
  {
    purpose: 'Block unmanaged devices',
    count: 12,
    draw: ({ groups }, random) => ({
      users: { includeGroups: random.someOf(groups, 2) },
      conditions: { devices: { deviceFilter: { mode: 'exclude', rule: random.oneOf(deviceRules) } } },
      grant: block,
    }),
  },
  {
    purpose: 'Block an application outside an office',
    count: 13,
    draw: ({ groups, applications, locations }, random) => ({
      users: { includeGroups: random.someOf(groups, 1) },
      applications: { includeApplications: random.someOf(applications, 2) },
      conditions: {
        locations: {
          includeLocations: ['All'],
          excludeLocations: random.someOf(locations.ofRanges, 1 + random.below(3)),
        },
      },
      grant: block,
    }),
  },
  {
    purpose: 'Require terms of use of guests',
    count: 10,
    draw: () => ({
      users: {
        includeUsers: [],
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest,b2bCollaborationMember',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
            membershipKind: 'all',
          },
        },
      },
      grant: { termsOfUse: ['5f2e1a52-8a37-4b6e-9a55-6f5b1c0d7e42'] },
    }),
  },
  {
    purpose: 'Limit the session',
    count: 20,
    draw: ({ groups, applications }, random) => ({
      users: { includeGroups: random.someOf(groups, 1 + random.below(2)) },
      applications: { includeApplications: random.someOf(applications, 1 + random.below(3)) },
      grant: {},
      sessionControls: { signInFrequency: { value: 8, type: 'hours', isEnabled: true } },
    }),
  },
];

const platforms = ['android', 'iOS', 'windows', 'macOS', 'linux'];
const deviceRules = [
  'device.isCompliant -eq True -or device.trustType -eq "ServerAD"',
  'device.trustType -eq "AzureAD" -and device.operatingSystem -startsWith "Windows"',
  'device.extensionAttribute1 -eq "kiosk"',
];
