import type { DeviceCodeUse } from '../../sign-ins/sign-in-counts.ts';
import type { LosesAccess } from '../course/proposal.ts';
import type { Plan } from '../plan.ts';
import { AffectedPeople } from './affected-people.ts';
import { successfulUses } from './evidence.ts';
import { deviceCodeFlow } from './instead.ts';

/** What the sign-in log tells of the use of the device code flow lately. */
export type RecentUses =
  /** `since`: the first day that it tells of, `YYYY-MM-DD`. */
  | { readonly kind: 'read'; readonly since: string; readonly uses: readonly DeviceCodeUse[] }
  /** `why`: a sentence that says what to do. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Who uses today what the plan closes. `isClosedFor`: whether the plan closes it for the user with that id. */
export function losesAccessOf(
  { control }: Pick<Plan, 'control'>,
  recent: RecentUses,
  isClosedFor: (userId: string) => boolean,
): LosesAccess {
  if (control !== deviceCodeFlow) return { known: false, why: onlyOfTheFlow, since: null, people: [] };
  if (recent.kind === 'unknown') return { known: false, why: recent.why, since: null, people: [] };
  const people = new AffectedPeople();
  people.addDay(
    [],
    successfulUses(recent.uses).filter(({ userId }) => isClosedFor(userId)),
  );
  return {
    known: true,
    why: null,
    since: recent.since,
    people: people.list(control, new Set(), new Map()),
  };
}

const onlyOfTheFlow =
  'The sign-in log is read for the device code flow only until the policy stands in report-only: what it would stop is ' +
  'measured then, before anything is enforced.';
