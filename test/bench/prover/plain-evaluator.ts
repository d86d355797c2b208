import type { ConditionalAccessPolicy, PolicyConditions } from '../../sandbox/entra-tenant/policy-types.ts';

/** One user, with all groups that the user is in, nested ones included, and the roles that reach the whole tenant. */
export interface Person {
  readonly id: string;
  readonly isGuest: boolean;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/** One thing that sign-ins differ in: its values, and whether a policy's conditions hold for one of them. */
export interface Aspect {
  readonly values: readonly string[];
  readonly holds: (conditions: PolicyConditions, value: string) => boolean;
}

/**
 * How many sign-ins of the person by device code get through, found by trying all: application by application, client
 * by client, and so on. It knows of the policy language what the generated policies use. Aspect by aspect it goes on
 * with the policies that are left, so that the innermost loop is short; nothing else is clever about it.
 */
export function openSignIns(
  person: Person,
  enforced: readonly ConditionalAccessPolicy[],
  aspects: readonly Aspect[],
): number {
  const stopping = enforced.filter(
    ({ conditions, grantControls }) =>
      isAmong(person, conditions.users) && ofDeviceCode(conditions) && stops(grantControls),
  );
  return countOpen(stopping, aspects);
}

function countOpen(left: readonly ConditionalAccessPolicy[], [aspect, ...others]: readonly Aspect[]): number {
  if (aspect === undefined) return left.length === 0 ? 1 : 0;
  let open = 0;
  for (const value of aspect.values) {
    const applying = left.filter(({ conditions }) => aspect.holds(conditions, value));
    open += countOpen(applying, others);
  }
  return open;
}

/** In what sign-ins by device code differ. */
export function aspectsOf(
  applications: readonly string[],
  namedLocations: readonly { readonly id: string; readonly isTrusted?: boolean }[],
): readonly Aspect[] {
  const trusted = new Set(namedLocations.filter(({ isTrusted }) => isTrusted).map(({ id }) => id));
  const isIn = (place: string, ids: readonly string[]) =>
    isListed(place, ids, 'All') || (trusted.has(place) && ids.includes('AllTrusted'));
  return [
    {
      values: applications,
      holds: ({ applications: { includeApplications, excludeApplications } }, application) =>
        isListed(application, includeApplications, 'All') && !excludeApplications.includes(application),
    },
    {
      values: ['browser', 'mobileAppsAndDesktopClients'],
      holds: ({ clientAppTypes }, clientApp) => isListed(clientApp, clientAppTypes, 'all'),
    },
    {
      values: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'none of these'],
      holds: ({ platforms }, platform) =>
        platforms === null ||
        (isListed(platform, platforms.includePlatforms, 'all') &&
          !platforms.excludePlatforms.includes(platform)),
    },
    {
      values: ['outside all', ...namedLocations.map(({ id }) => id)],
      holds: ({ locations }, place) =>
        locations === null ||
        (isIn(place, locations.includeLocations) && !isIn(place, locations.excludeLocations)),
    },
    {
      values: ['none', 'low', 'medium', 'high'],
      holds: ({ signInRiskLevels }, risk) => signInRiskLevels.length === 0 || signInRiskLevels.includes(risk),
    },
    {
      values: ['none', 'low', 'medium', 'high'],
      holds: ({ userRiskLevels }, risk) => userRiskLevels.length === 0 || userRiskLevels.includes(risk),
    },
  ];
}

function isAmong(person: Person, users: PolicyConditions['users']): boolean {
  const { includeUsers, includeGroups, includeRoles, includeGuestsOrExternalUsers } = users;
  if (users.excludeUsers.includes(person.id) || users.excludeGroups.some((id) => person.groups.has(id)))
    return false;
  return (
    includeUsers.includes('All') ||
    includeUsers.includes(person.id) ||
    includeGroups.some((id) => person.groups.has(id)) ||
    includeRoles.some((id) => person.roles.has(id)) ||
    (includeGuestsOrExternalUsers !== null && person.isGuest)
  );
}

/** A sign-in by device code shows no device, so a filter that excludes devices excludes none. */
function ofDeviceCode({ authenticationFlows, devices }: PolicyConditions): boolean {
  const methods = authenticationFlows?.transferMethods.split(',') ?? ['deviceCodeFlow'];
  return methods.includes('deviceCodeFlow') && devices?.deviceFilter?.mode !== 'include';
}

function isListed(value: string, list: readonly string[], any: string): boolean {
  return list.includes(any) || list.includes(value);
}

/** Neither a compliant nor a joined device can be shown under this flow: where nothing else will do, it is a block. */
function stops(grantControls: ConditionalAccessPolicy['grantControls']): boolean {
  if (grantControls === null || grantControls.termsOfUse.length > 0) return false;
  const { builtInControls, operator } = grantControls;
  const impossible = (control: string) =>
    ['block', 'compliantDevice', 'domainJoinedDevice'].includes(control);
  if (operator === 'AND') return builtInControls.some(impossible);
  return builtInControls.length > 0 && builtInControls.every(impossible);
}
