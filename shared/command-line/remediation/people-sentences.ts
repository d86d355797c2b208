import { counted } from '../../core/controls/list-text.ts';
import type { AffectedApp, AffectedPerson } from '../../core/remediation/course/impact.ts';

/** Each person with the apps that would stop working, and what works in their place; `newOnes` by object id. */
export function peopleSentences(
  people: readonly AffectedPerson[],
  newOnes: readonly string[] = [],
): readonly string[] {
  return people.map(({ userId, userPrincipalName, apps }) => {
    const mark = newOnes.includes(userId) ? ', new since the last measurement' : '';
    return `${userPrincipalName}${mark}: ${apps.map(appText).join('; ')}`;
  });
}

function appText({ appDisplayName, appId, wouldBlock, direct, tracked, instead }: AffectedApp): string {
  const uses = [
    ...(wouldBlock === 0 ? [] : [`${counted(wouldBlock, 'sign-in')} stopped`]),
    ...(direct === 0 ? [] : [`${direct} by device code`]),
    ...(tracked === 0 ? [] : [`${tracked} in sessions that began so`]),
  ];
  const name = appDisplayName || appId;
  return `${name}${uses.length === 0 ? '' : ` (${uses.join(', ')})`}. Instead: ${instead}`;
}
