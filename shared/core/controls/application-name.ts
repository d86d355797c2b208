import { applicationSuites } from '../conditional-access/application-suites.ts';
import { baselineScopes, deviceRegistrationService } from '../conditional-access/sign-in-space.ts';

const names = new Map([
  [deviceRegistrationService, 'the Device Registration Service'],
  [baselineScopes, 'requests for baseline scopes only'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'the Windows Azure Service Management API'],
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ...applicationSuites.flatMap(({ members }) =>
    members.map(({ appId, name }): [string, string] => [appId, `${name} (${appId})`]),
  ),
]);

/** A resource in a sentence for a person; null: an app that no policy names. */
export function applicationName(resource: string | null): string {
  return resource === null ? 'an app that no policy names' : (names.get(resource) ?? resource);
}
