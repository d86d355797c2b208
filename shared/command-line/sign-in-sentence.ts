import type { WhyAnswer } from '../application/why/why-answer.ts';
import { applicationName } from '../core/controls/application-name.ts';
import { listText } from '../core/controls/list-text.ts';
import { clientAppPhrase, platformName } from '../core/controls/where/sign-in-phrases.ts';
import { findClient } from '../core/why/advice/client-advice.ts';
import type { AskedSignIn } from '../core/why/sign-in-question.ts';
import type { NameOf } from './object-names.ts';

/** What was asked, in words: `Ola (id) signs in with the device code flow to Microsoft Graph, on any platform ...`. */
export function signInSentence({ user, signIn }: Pick<WhyAnswer, 'user' | 'signIn'>, nameOf: NameOf): string {
  const { flow, clientApp, platform, device, clientId } = signIn;
  const who = user.displayName === user.id ? `The user ${user.id}` : `${user.displayName} (${user.id})`;
  const verb = signIn.isSessionRefresh === true ? 'refreshes a session that began' : 'signs in';
  const client =
    clientId === undefined ? '' : `with ${findClient(clientId)?.name ?? `the client ${clientId}`}`;
  const parts = [
    [who, verb, flowPhrases[flow], `to ${applicationName(signIn.resource)}`]
      .filter((part) => part !== '')
      .join(' '),
    client,
    clientAppPhrase([clientApp]),
    platform === undefined ? 'on any platform' : `on ${platformName(platform)}`,
    device === null ? '' : `on a device with ${deviceText(device)}`,
    placeText(signIn, nameOf),
    ...risks(signIn),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

const flowPhrases = {
  none: '',
  deviceCodeFlow: 'with the device code flow',
  authenticationTransfer: 'with authentication transfer',
} as const satisfies Record<AskedSignIn['flow'], string>;

function deviceText(device: NonNullable<AskedSignIn['device']>): string {
  return listText(Object.entries(device).map(([attribute, value]) => `${attribute} ${value}`));
}

function placeText({ location = {} }: AskedSignIn, nameOf: NameOf): string {
  const { ipAddress, countryOrRegion, namedLocations } = location;
  const places = [
    ...(ipAddress === undefined ? [] : [ipAddress]),
    ...(countryOrRegion === undefined ? [] : [countryOrRegion ?? 'no known country']),
    ...(namedLocations === undefined ? [] : namedLocations.map(nameOf)),
  ];
  if (namedLocations?.length === 0) places.push('outside all named locations');
  return places.length === 0 ? 'from anywhere' : `from ${listText(places)}`;
}

function risks({ signInRisk, userRisk, insiderRisk }: AskedSignIn): readonly string[] {
  const levels = [
    ['sign-in', signInRisk],
    ['user', userRisk],
    ['insider', insiderRisk],
  ] as const;
  return levels.filter(([, level]) => level !== 'none').map(([kind, level]) => `at ${level} ${kind} risk`);
}
