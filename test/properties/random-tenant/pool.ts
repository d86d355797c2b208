import { suiteMembers } from '../suite-members.ts';

/** The few names that random tenants are made of: small pools meet each other often. */
export const USERS = ['user-1', 'user-2', 'user-3', 'user-4'];
export const GROUPS = ['group-1', 'group-2', 'group-3'];
/** Global Administrator and User Administrator. */
export const ADMINISTRATIVE_ROLES = [
  '62e90394-69f5-4237-9190-012177145e10',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
];
/** The last one, Directory Readers, administers nothing. */
export const ROLES = [...ADMINISTRATIVE_ROLES, '88d8e3e3-8f55-4a1e-953a-9b9898b8876b'];
/** No condition on roles can name it. */
export const CUSTOM_ROLE = '0d0d0d0d-0000-4000-8000-000000000001';
export const SERVICE_PRINCIPAL = 'service-principal-1';
export const TENANTS = ['partner-1', 'partner-2'];

/** Windows Azure Service Management API. */
export const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

/** Device Registration Service, an app of Office365, one of which that is in doubt, and two of neither suite. */
export const APPS = [
  '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
  '00000002-0000-0ff1-ce00-000000000000',
  ...suiteMembers.Office365.doubtful.slice(0, 1),
  '00000003-0000-0000-c000-000000000000',
  MANAGEMENT,
];
export const APPS_AND_SUITES = [...APPS, 'Office365', 'MicrosoftAdminPortals'];

export const LOCATIONS = ['location-1', 'location-2', 'location-3'];
/** Named by policies and never read. */
const LOST_LOCATION = 'location-lost';
export const LOCATIONS_OF_POLICIES = [...LOCATIONS, LOST_LOCATION, 'AllTrusted'];

export const PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'];
export const UNKNOWN_PLATFORM = 'chromeOS';

/** On an unregistered device: does not match, matches, matches, does not match, the same twice, cannot be understood. */
export const DEVICE_RULES = [
  'device.model -eq "Room"',
  'device.trustType -ne "ServerAD"',
  '(device.model -startsWith "a" -or -not (device.isCompliant -eq True)) -and device.model -notIn ["b", "c"]',
  'device.isCompliant -eq True',
  'device.model -contains "o" -and device.model -notEndsWith "m"',
  'device.trustType -eq "ServerAD" -or device.isCompliant -ne True',
  'device.model -like "Room"',
];
