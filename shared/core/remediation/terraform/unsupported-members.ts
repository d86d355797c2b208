import { isEmpty, isRecord } from '../../conditional-access/wire.ts';
import type { WirePolicy } from '../plan.ts';
import { insiderRisk, oneLevel, strength, strengthId } from './terraform-policy.ts';
import { sessionMembers } from './terraform-session-controls.ts';

const guestMembers = [
  'guestOrExternalUserTypes',
  'externalTenants.membershipKind',
  'externalTenants.members',
];

const supported = new Set(
  [
    'displayName',
    'state',
    ...below('conditions', [
      'clientAppTypes',
      'signInRiskLevels',
      'userRiskLevels',
      'servicePrincipalRiskLevels',
      'authenticationFlows.transferMethods',
      ...below('applications', ['includeApplications', 'excludeApplications', 'includeUserActions']),
      ...below('users', [
        ...['Users', 'Groups', 'Roles'].flatMap((name) => [`include${name}`, `exclude${name}`]),
        ...below('includeGuestsOrExternalUsers', guestMembers),
        ...below('excludeGuestsOrExternalUsers', guestMembers),
      ]),
      ...below('platforms', ['includePlatforms', 'excludePlatforms']),
      ...below('locations', ['includeLocations', 'excludeLocations']),
      ...below('devices.deviceFilter', ['mode', 'rule']),
      ...below('clientApplications', [
        'includeServicePrincipals',
        'excludeServicePrincipals',
        ...below('servicePrincipalFilter', ['mode', 'rule']),
      ]),
    ]),
    ...below('grantControls', ['operator', 'builtInControls', 'customAuthenticationFactors', 'termsOfUse']),
    ...below('sessionControls', sessionMembers),
  ].map((path) => path.toLowerCase()),
);

function below(path: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${path}.${name}`);
}

/** Members that Graph keeps by itself, and that no configuration says. */
const byGraph = ['id', 'templateId', 'createdDateTime', 'modifiedDateTime', 'deletedDateTime', 'description'];

/** Graph's paths of what the policy says and the provider has no argument for: it would be lost. */
export function unsupportedMembers(policy: WirePolicy): readonly string[] {
  const ignored = new Set(byGraph.map((name) => name.toLowerCase()));
  const told = memberPaths(policy).filter((path) => !ignored.has(path.toLowerCase()));
  const isSupported = (path: string) =>
    supported.has(path.toLowerCase()) ||
    (path.toLowerCase() === insiderRisk.toLowerCase() && oneLevel(policy) !== undefined) ||
    // Whatever else is said of a strength is the strength's own.
    (path.toLowerCase().startsWith(strength.toLowerCase()) && strengthId(policy) !== undefined);
  return told.filter((path) => !isSupported(path));
}

function memberPaths(value: Readonly<Record<string, unknown>>, above = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (/[@#]/.test(name) || isEmpty(member) || member === false) return [];
    const path = above === '' ? name : `${above}.${name}`;
    return isRecord(member) ? memberPaths(member, path) : [path];
  });
}
