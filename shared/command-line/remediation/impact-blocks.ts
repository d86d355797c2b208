import { counted, listText } from '../../core/controls/list-text.ts';
import type { Impact, ObservedDay } from '../../core/remediation/course/impact.ts';
import { minute } from '../page.ts';
import type { Paint } from '../paint.ts';
import { titledSentences } from '../render-sections.ts';
import { peopleSentences } from './people-sentences.ts';

/** What was measured while the policies stand in report-only: days, gate, and whom they would hurt. */
export function impactBlocks(impact: Impact, observationDays: number, paint: Paint): readonly string[] {
  const { gate, people, newPeople, refusedSinceEnforcement } = impact;
  const hurt = people.filter(({ isExcepted }) => !isExcepted);
  const excepted = people.filter(({ isExcepted }) => isExcepted);
  return [
    titledSentences('Measured', [daysText(impact, observationDays), sumsText(impact.days)], paint),
    titledSentences(
      gate.open ? 'The gate is open' : 'The gate is closed',
      gate.open ? [`${counted(gate.daysWithData, 'day')} have data.`] : gate.reasons,
      paint,
    ),
    titledSentences(
      'Who would be hurt',
      hurt.length === 0 ? ['Nobody who is not excepted.'] : peopleSentences(hurt, newPeople),
      paint,
    ),
    titledSentences('Excepted', peopleSentences(excepted, newPeople), paint),
    titledSentences('Since it is in force', refusedSentences(refusedSinceEnforcement), paint),
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
  return counts.length === 0 ? [] : [`Sign-ins refused: ${listText(counts)}.`];
}
