import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { unreadLocation } from '../conditional-access/unread-location.ts';
import type { Unknown } from './control-result.ts';

/** What may be a trusted location, or a wider one than what was read of it. */
export function unreadLocations(tenant: TenantKnowledge): readonly Unknown[] {
  const { namedLocations, namedLocationsComplete, unread } = tenant;
  const byId = tenant.unreadLocations.map((id) => ({
    kind: 'namedLocation',
    ...unreadLocation(
      id,
      namedLocations.find((location) => location.id.toLowerCase() === id),
    ),
  }));
  if (namedLocationsComplete) return byId;
  const list = {
    kind: 'namedLocations',
    id: 'named locations that were not read',
    why: unread.why('namedLocations') ?? 'Not all named locations were read',
    whatToDo: 'Grant Policy.Read.All and scan again, or give all named locations with the export.',
  };
  return [list, ...byId];
}
