import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { counted, listText } from '../../../shared/core/controls/list-text.ts';
import type { AffectedPerson, Impact } from '../../../shared/core/remediation/course/impact.ts';
import { expectThat, StoryProblem } from './as-told.ts';
import { show } from './deciding.ts';
import { letDaysPass } from './scanning.ts';
import type { Stage } from './stage.ts';

/** A remediation that was observed until it can be switched on. */
export interface Observed {
  readonly remediation: ShownRemediation;
  readonly impact: Impact;
  /** With a scan each, until the gate opened. */
  readonly days: number;
  /** Why the gate was closed after the first week; null where it was open by then. */
  readonly closedBecause: string | null;
}

const longestDays = 20;

/** People sign in day after day, as they do; each day a scan measures what the policy would have done. */
export async function observed({ scene, narrator }: Stage, shown: ShownRemediation): Promise<Observed> {
  const { remediationId } = shown.proposal;
  let remediation = shown;
  let closedBecause: string | null = null;
  const days = await narrator.while('Days of sign-ins go by, with a scan each', () =>
    letDaysPass(scene, longestDays, async (_, day) => {
      remediation = await show(scene, remediationId);
      const { gate } = remediation.impact ?? {};
      if (day === 7 && gate?.open === false) [closedBecause] = gate.reasons;
      return gate?.open === true ? 'enough' : 'goOn';
    }),
  );
  const { impact } = remediation;
  if (impact?.gate.open !== true) {
    throw new StoryProblem(`The gate was to open within ${longestDays} days.`);
  }
  if (closedBecause !== null) narrator.say(`After a week the gate is closed: ${closedBecause}`);
  narrator.say(`After ${counted(days, 'day')} it opens: ${impact.gate.daysWithData} whole days have data.`);
  return { remediation, impact, days, closedBecause };
}

export function sayWhomItStops({ narrator }: Stage, { impact }: Observed): readonly AffectedPerson[] {
  const people = impact.people.filter(({ isExcepted }) => !isExcepted);
  const names = people.map(({ userPrincipalName }) => userPrincipalName);
  const stopped = impact.days.reduce((sum, { wouldBlock }) => sum + wouldBlock, 0);
  expectThat(people.length === 3, `Three people were to be stopped: ${names.join(', ')}.`);
  const apps = [
    ...new Set(people.flatMap((person) => person.apps.map(({ appDisplayName }) => appDisplayName))),
  ];
  narrator.say(`It would have stopped ${stopped} sign-ins of ${people.length} people: ${listText(names)}.`);
  narrator.say(`All of them came through ${listText(apps)}, from the devices of meeting rooms.`);
  return people;
}
