import { dayNumber } from '../calendar.ts';
import type { Policy } from './policy.ts';
import { isRecord } from './wire.ts';

/** The day on which each policy appeared in the tenant, as the calendar counts, by its id; only of those that say so. */
export function policyCreationDays(
  policies: readonly Policy[],
  wires: readonly unknown[],
): ReadonlyMap<string, number> {
  return new Map(
    policies.flatMap(({ id }, index): readonly (readonly [string, number])[] => {
      const wire = wires[index];
      const time = isRecord(wire) ? wire['createdDateTime'] : undefined;
      const day = typeof time === 'string' ? dayNumber(time) : undefined;
      return day === undefined ? [] : [[id, day]];
    }),
  );
}
