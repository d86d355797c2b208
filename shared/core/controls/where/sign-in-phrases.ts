import { listText } from '../list-text.ts';
import type { Restriction } from './gap-in-scope.ts';

/** `but not by the device code flow`: what an ordinary sign-in is not needs no word. */
export function flowPhrase({ has, lacks }: Restriction): string {
  const names = (flows: Restriction['has']) => listText(flows.map(flowName), 2, 'or');
  if (!has.includes('none')) return `by ${names(has)}`;
  return has.length === 1 ? 'by an ordinary sign-in' : `but not by ${names(lacks)}`;
}

function flowName(flow: string | null): string {
  return flow === 'deviceCodeFlow' ? 'the device code flow' : 'authentication transfer';
}

/** `in a browser, mobile app or desktop client`. */
export function clientAppPhrase(clientApps: readonly (string | null)[]): string {
  const isThere = (clientApp: string) => clientApps.includes(clientApp);
  const modern = [
    ...(isThere('browser') ? ['browser'] : []),
    ...(isThere('mobileAppsAndDesktopClients') ? ['mobile app', 'desktop client'] : []),
  ];
  const both = isThere('exchangeActiveSync') && isThere('other');
  const legacy = [
    ...(both ? ['by Exchange ActiveSync or another legacy client'] : []),
    ...(!both && isThere('exchangeActiveSync') ? ['by Exchange ActiveSync'] : []),
    ...(!both && isThere('other') ? ['in a legacy client other than Exchange ActiveSync'] : []),
  ];
  return [...(modern.length === 0 ? [] : [`in a ${listText(modern, 3, 'or')}`]), ...legacy].join(' or ');
}

/** `on Linux or an unknown platform`, `on any known platform but Windows`: whichever is shorter. */
export function platformPhrase({ has, lacks }: Restriction): string {
  if (lacks.length >= has.length) return `on ${listText(has.map(platformName), has.length, 'or')}`;
  const named = lacks.filter((platform) => platform !== null).map(platformName);
  const any = named.length < lacks.length ? 'on any known platform' : 'on any platform';
  return named.length === 0 ? any : `${any} but ${listText(named, named.length)}`;
}

const platforms = new Map([
  ['windows', 'Windows'],
  ['linux', 'Linux'],
  ['android', 'Android'],
  ['windowsPhone', 'Windows Phone'],
]);

/** As its maker writes it; null: none that Graph names. */
export function platformName(platform: string | null): string {
  return platform === null ? 'an unknown platform' : (platforms.get(platform) ?? platform);
}

/** `sign-in risk below medium`, `medium or high user risk`, `no insider risk`; the levels in ascending order. */
export function riskPhrase(
  kind: string,
  has: readonly (string | null)[],
  levels: readonly (string | null)[],
): string {
  const [lowest] = levels;
  if (has.length === 1 && has[0] === lowest) return `no ${kind}`;
  const isBelow = has.every((level, index) => level === levels[index]);
  return isBelow
    ? `${kind} below ${levels[has.length]}`
    : `${listText(has.map(String), levels.length, 'or')} ${kind}`;
}
