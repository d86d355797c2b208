import { applicationName } from '../core/controls/application-name.ts';
import type { Witness } from '../core/controls/control-result.ts';
import { guestName } from '../core/controls/guest-type-name.ts';
import { listText } from '../core/controls/list-text.ts';
import { roleName } from '../core/controls/role-name.ts';
import { deviceWords } from '../core/controls/where/device-words.ts';
import { clientAppPhrase, platformName } from '../core/controls/where/sign-in-phrases.ts';
import type { NameOf } from './object-names.ts';
import { capitalised } from './text-block.ts';

/** One concrete sign-in in words; what is ordinary (no risk, no flow, an unregistered device) is left unsaid. */
export function witnessSentence(witness: Witness, nameOf: NameOf): string {
  const { resource, platform, device } = witness;
  const signsIn = [userPhrase(witness.user, nameOf), 'signs in', flowPhrase[witness.flow]];
  const parts = [
    [...signsIn.filter((part) => part !== ''), `to ${applicationName(resource)}`].join(' '),
    clientAppPhrase([witness.clientApp]),
    `on ${platformName(platform)}`,
    device === null ? '' : devicePhrase(device),
    locationPhrase(witness.location, nameOf),
    riskPhrase('sign-in', witness.signInRisk),
    riskPhrase('user', witness.userRisk),
    riskPhrase('insider', witness.insiderRisk),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function userPhrase({ id, roles, groups, guestType }: Witness['user'], nameOf: NameOf): string {
  if (id !== null) return nameOf(id) === id ? `The user ${id}` : `${nameOf(id)} (${id})`;
  const memberships = [
    ...groups.map((group) => `in the group ${nameOf(group)}`),
    ...roles.map((role) => `in the role ${roleName(role)}`),
  ];
  const someone = guestType === null ? 'A user' : capitalised(guestName(guestType));
  if (memberships.length > 0) return `${someone} ${listText(memberships)}`;
  return guestType === null ? 'A user in no group or role that policies name' : someone;
}

const flowPhrase = {
  none: '',
  deviceCodeFlow: 'with the device code flow',
  authenticationTransfer: 'with authentication transfer',
} as const satisfies Record<Witness['flow'], string>;

function devicePhrase(device: NonNullable<Witness['device']>): string {
  const attributes = Object.entries(device).map(([attribute, value]) => ({
    attribute,
    has: [String(value)],
    lacks: [],
  }));
  return `on ${attributes.length === 0 ? 'a registered device' : deviceWords(attributes)}`;
}

function locationPhrase(
  { namedLocations, ipAddress, countryOrRegion }: Witness['location'],
  nameOf: NameOf,
): string {
  const place = [
    `from ${ipAddress ?? 'any address'}`,
    countryOrRegion === null ? '' : `in ${countryOrRegion}`,
    namedLocations.length === 0 ? '' : `(${listText(namedLocations.map(nameOf))})`,
  ];
  return place.filter((part) => part !== '').join(' ');
}

function riskPhrase(kind: string, level: string): string {
  return level === 'none' ? '' : `at ${level} ${kind} risk`;
}
