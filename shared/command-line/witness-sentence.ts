import type { Witness } from '../core/controls/control-result.ts';

/** One concrete sign-in in words; what is ordinary (no risk, an unregistered device) is left unsaid. */
export function witnessSentence(witness: Witness): string {
  const { resource, platform, device } = witness;
  const parts = [
    userPhrase(witness.user),
    flowPhrase[witness.flow],
    `to ${resource === null ? 'an app that no policy names' : resource}`,
    clientAppPhrase[witness.clientApp],
    `on ${platform ?? 'a platform that Graph does not name'}`,
    locationPhrase(witness.location),
    device === null ? '' : `from a device with ${JSON.stringify(device)}`,
    riskPhrase('sign-in', witness.signInRisk),
    riskPhrase('user', witness.userRisk),
    riskPhrase('insider', witness.insiderRisk),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function userPhrase({ id, roles, groups, guestType }: Witness['user']): string {
  if (id !== null) return `user ${id}`;
  const memberships = [
    ...roles.map((role) => `in the role ${role}`),
    ...groups.map((group) => `in the group ${group}`),
  ];
  const someone = guestType === null ? 'a user' : `a guest (${guestType})`;
  return memberships.length === 0
    ? `${someone} in nothing that is named`
    : `${someone} ${memberships.join(' and ')}`;
}

const flowPhrase = {
  none: 'without a transfer flow',
  deviceCodeFlow: 'with the device code flow',
  authenticationTransfer: 'with authentication transfer',
} as const satisfies Record<Witness['flow'], string>;

const clientAppPhrase = {
  browser: 'in a browser',
  mobileAppsAndDesktopClients: 'in a mobile app or desktop client',
  exchangeActiveSync: 'over Exchange ActiveSync',
  other: 'in a legacy client',
} as const satisfies Record<Witness['clientApp'], string>;

function locationPhrase({ namedLocations, ipAddress, countryOrRegion }: Witness['location']): string {
  const place = [
    `from ${ipAddress ?? 'any address'}`,
    countryOrRegion === null ? '' : `in ${countryOrRegion}`,
    namedLocations.length === 0 ? '' : `(named locations ${namedLocations.join(', ')})`,
  ];
  return place.filter((part) => part !== '').join(' ');
}

function riskPhrase(kind: string, level: string): string {
  return level === 'none' ? '' : `${kind} risk ${level}`;
}
