import { applicationName } from '../application-name.ts';
import { listText } from '../list-text.ts';
import type { Restriction } from './gap-in-scope.ts';

const mostNamed = 4;

/** `for Office 365 or Microsoft Graph`, `for any app but Office 365`: whichever is shorter. */
export function resourcePhrase({ has, lacks }: Restriction): string {
  const isMost = has.includes(null) && lacks.length < has.length;
  return isMost
    ? `for any app but ${listText(lacks.map(applicationName), mostNamed)}`
    : `for ${listText(has.map(applicationName), mostNamed, 'or')}`;
}
