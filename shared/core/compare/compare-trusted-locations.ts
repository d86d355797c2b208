import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Difference } from './comparison.ts';
import { differenceByVerdict, noDifference, type Verdicts } from './verdict-change.ts';

/** What changes for the control on trusted locations, which has no sign-in that could get through. */
export function compareTrustedLocations(
  before: TenantKnowledge,
  after: TenantKnowledge,
  results: Verdicts,
): Difference {
  return locationsIn(before) === locationsIn(after) ? noDifference : differenceByVerdict(results);
}

/** All that the verdict rests on; what has one id in both tenants is the same there. */
function locationsIn({ namedLocations, unreadLocations, namedLocationsComplete }: TenantKnowledge): string {
  const telling = namedLocations.filter(
    (location) => location.kind === 'unknown' || (location.kind === 'ip' && location.isTrusted),
  );
  const ids = telling.map(({ id }) => id.toLowerCase());
  return JSON.stringify([ids.sort(), [...unreadLocations].sort(), namedLocationsComplete]);
}
