import { counted, listText } from '../../core/controls/list-text.ts';
import type { Impact, ObservedDay } from '../../core/remediation/course/impact.ts';
import type { ApprovalRules } from '../../core/remediation/course/proposal.ts';
import { minute } from '../page.ts';
import type { Paint } from '../paint.ts';
import { titledSentences } from '../render-sections.ts';
import { peopleSentences } from './people-sentences.ts';

/**
 * What was measured: days, gate, and whom the policies would hurt, as long as they come into force only; since then
 * whom they refuse.
 */
export function impactBlocks(
  impact: Impact,
  { observationDays }: ApprovalRules,
  isInForce: boolean,
  paint: Paint,
): readonly string[] {
  if (isInForce) {
    return [titledSentences('Since it is in force', refusedSentences(impact.refusedSinceEnforcement), paint)];
  }
  const { gate, people, newPeople } = impact;
  const hurt = people.filter(({ isExcepted }) => !isExcepted);
  const excepted = people.filter(({ isExcepted }) => isExcepted);
  const nobody = gate.daysWithData === 0 ? 'Not known yet: no day has data.' : 'Nobody who is not excepted.';
  return [
    titledSentences('Measured', [daysText(impact, observationDays), sumsText(impact.days)], paint),
    titledSentences(
      gate.open ? 'The gate is open' : 'The gate is closed',
      gate.open ? [`${counted(gate.daysWithData, 'day')} with data.`] : gate.reasons,
      paint,
    ),
    titledSentences(
      'Who would be hurt',
      hurt.length === 0 ? [nobody] : peopleSentences(hurt, newPeople),
      paint,
    ),
    titledSentences('Excepted', peopleSentences(excepted, newPeople), paint),
  ];
}

function daysText({ gate, days, since, measuredAt }: Impact, observationDays: number): string {
  const measured = `measured ${minute(measuredAt)}, observed since ${minute(since)}`;
  return `${gate.daysWithData} of ${observationDays} days have data (${counted(days.length, 'day')} looked at; ${measured}).`;
}

function sumsText(days: readonly ObservedDay[]): string {
  const sum = (member: 'wouldBlock' | 'notApplied' | 'direct' | 'tracked') =>
    days.reduce((total, day) => total + day[member], 0);
  return (
    `${counted(sum('wouldBlock'), 'sign-in')} would have been stopped; to ${sum('notApplied')} the policies did not ` +
    `apply. Device code flow: ${sum('direct')} direct, ${sum('tracked')} tracked.`
  );
}

function refusedSentences(refused: Impact['refusedSinceEnforcement']): readonly string[] {
  const counts = Object.entries(refused).map(([error, count]) => `${count} by AADSTS${error}`);
  return [`Sign-ins that its policies refused: ${listText(counts) || 'none'}.`];
}
