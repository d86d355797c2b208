import type { Impact } from '../course/impact.ts';
import type { Remediation } from '../course/remediation.ts';
import { AffectedPeople } from './affected-people.ts';
import { countsByParty } from './counts-by-party.ts';
import { enforcementProposalOf } from './enforcement-proposal.ts';
import { type EvidenceDay, type MissingEvidence, successfulUses } from './evidence.ts';
import { gateOf } from './gate.ts';
import { deviceCodeFlow } from './instead.ts';
import { daysBetween, observedDay } from './observed-days.ts';
import { idsOfPolicies, observedPolicies } from './observed-policies.ts';
import { refusedSignIns } from './refused-sign-ins.ts';

export interface Measurement {
  /** From `observing` on. */
  readonly remediation: Pick<Remediation, 'proposal' | 'planHash' | 'writes'>;
  /** ISO 8601 with milliseconds, as all times here: since when the policies are there to be observed. */
  readonly since: string;
  /** When they were switched on; null: they are not. */
  readonly enforcedAt: string | null;
  /** From the day of `since` on, as far as there are any, each once. Ids in lower case, as sign-ins have them. */
  readonly days: readonly EvidenceDay[];
  readonly missing: readonly MissingEvidence[];
  /** Whom the policies of the plan leave out now because an exception for them is approved; in lower case. */
  readonly exceptedUserIds: ReadonlySet<string>;
  /** The others for whom one is approved. */
  readonly stoppedAllTheSame: ReadonlySet<string>;
  /** The measurement before; null: this is the first one. */
  readonly earlier: Pick<Impact, 'people'> | null;
  readonly measuredAt: string;
}

/** What the policies would have done since they are in report-only, and who would be hurt if they were switched on. */
export function measureImpact(measurement: Measurement): Impact {
  const { remediation, since, enforcedAt, missing, exceptedUserIds, earlier, measuredAt } = measurement;
  const { plan, remediationId, tenantId, rules } = remediation.proposal;
  const observed = observedPolicies(remediation);
  const observedIds = observed.flatMap(({ id }) => id ?? []);
  const known = new Map(measurement.days.map((day) => [day.day, day]));
  const until = enforcedAt ?? measuredAt;

  const gathered = new AffectedPeople();
  const days = daysBetween(since, until).map((day) => {
    const evidence = known.get(day) ?? { day, policyResults: [], uses: [] };
    const parties = countsByParty(evidence.policyResults, observedIds);
    const uses = plan.control === deviceCodeFlow ? usesSince(evidence, since) : [];
    gathered.addDay(parties, uses);
    return observedDay(evidence, observedIds, parties, uses);
  });
  const before = new Map(earlier?.people.map(({ userId, userPrincipalName }) => [userId, userPrincipalName]));
  const people = gathered.list(plan.control, exceptedUserIds, before);
  const { observationDays } = rules;
  const unheeded = people.filter(({ userId }) => measurement.stoppedAllTheSame.has(userId));
  const gate = gateOf({ observed, observationDays, since, until, days: known, missing, unheeded });

  return {
    remediationId,
    tenantId,
    since,
    measuredAt,
    days,
    gate,
    people,
    newPeople: people.map(({ userId }) => userId).filter((userId) => !before.has(userId)),
    enforcement: enforcementProposalOf(remediation, gate, people),
    refusedSinceEnforcement:
      enforcedAt === null
        ? {}
        : refusedSignIns(
            measurement.days.filter(({ day }) => day >= enforcedAt.slice(0, 10)),
            idsOfPolicies(remediation),
          ),
  };
}

/** Those that go on at that time or later. */
function usesSince({ uses }: EvidenceDay, since: string): EvidenceDay['uses'] {
  return successfulUses(uses).filter(({ lastAt }) => lastAt >= since);
}
