import type { NamedLocation } from '../conditional-access/named-location.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Control } from '../controls/control.ts';
import { desiredConditions } from './desired-conditions.ts';
import { holds, type Plan } from './plan.ts';
import type { PlanningCase } from './planning-case.ts';

/** What only a person can do beside the plans, or in place of them. */
export function byHand(
  { control, knowledge, before }: Pick<PlanningCase, 'control' | 'knowledge' | 'before'>,
  plans: readonly Plan[],
): readonly string[] {
  if (isByHand(control)) return [control.remediation.summary];
  const lacksLocations = wouldCloseEveryPlace(control, knowledge) && !plans.some(holds);
  return [
    ...(lacksLocations
      ? ['Define the trusted locations first: without any, a block of every other place locks everybody out.']
      : []),
    ...new Set(before.unknowns.map(({ whatToDo }) => whatToDo)),
  ];
}

/** Which networks are one's own, only people know. */
export function isByHand({ claim }: Control): boolean {
  return claim.kind === 'trustedLocationsDefined';
}

/** A block of every place that is not trusted, where none is, leaves nobody in. */
export function wouldCloseEveryPlace(
  control: Control,
  { namedLocations, namedLocationsComplete }: TenantKnowledge,
): boolean {
  const { isAboutPlaces } = desiredConditions(control);
  return isAboutPlaces && namedLocationsComplete && !namedLocations.some(mayBeTrusted);
}

function mayBeTrusted(location: NamedLocation): boolean {
  return location.kind === 'unknown' || (location.kind !== 'country' && location.isTrusted);
}
