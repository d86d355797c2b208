import { applicationSuites } from '../conditional-access/application-suites.ts';
import {
  baselineScopes,
  deviceRegistrationService,
  windowsAzureServiceManagementApi,
} from '../conditional-access/sign-in-space.ts';
import { wellKnownApplications } from './well-known-applications.ts';

const ownNames = new Map([
  // MicrosoftDocs/entra-docs docs/identity/conditional-access/concept-authentication-flows.md
  [deviceRegistrationService, 'the Device Registration Service'],
  // CIS Microsoft 365 Foundations v6.0.1, 5.2.2.11
  ['d4ebce55-015a-49b5-a083-c84d1797ae8c', 'Microsoft Intune Enrollment'],
  [baselineScopes.toLowerCase(), 'requests for baseline scopes only'],
  ['office365', 'Office 365'],
  ['microsoftadminportals', 'the Microsoft admin portals'],
]);

const names = new Map([
  ...[
    ...applicationSuites.flatMap(({ doubtful, members }) => [...doubtful, ...members]),
    ...wellKnownApplications.applications,
  ].map(({ appId, name }): [string, string] => [appId, articled(name)]),
  ...ownNames,
]);

/** An API or a service wants an article in a sentence; an app called by its own name does not. */
function articled(name: string): string {
  return /( API| Service| Provider)$/.test(name) ? `the ${name}` : name;
}

/** A resource in a sentence for a person: its name where the id is well known; null: an app that no policy names. */
export function applicationName(resource: string | null): string {
  return resource === null ? 'an app that no policy names' : (names.get(resource.toLowerCase()) ?? resource);
}

/** What a resource is called, by its id or suite in the form that policies name it. */
const idsByName = new Map<string, string | null>([
  ...[...names]
    .reverse()
    .map(([id, name]): [string, string] => [name.replace(/^the /, '').toLowerCase(), id]),
  ['graph', '00000003-0000-0000-c000-000000000000'],
  ['azure', windowsAzureServiceManagementApi],
  ['office365', 'Office365'],
  ['office 365', 'Office365'],
  ['microsoftadminportals', 'MicrosoftAdminPortals'],
  ['microsoft admin portals', 'MicrosoftAdminPortals'],
  ['requests for baseline scopes only', baselineScopes],
  ['baselinescopes', baselineScopes],
  ['other', null],
]);

/**
 * A resource by app id, suite or name, upper or lower case, as a sign-in names it: null is `other`, an app that no policy
 * names. Undefined where nothing is called so.
 */
export function findApplication(idOrName: string): string | null | undefined {
  const wanted = idOrName.trim().toLowerCase();
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(wanted)) return wanted;
  return idsByName.get(wanted);
}
