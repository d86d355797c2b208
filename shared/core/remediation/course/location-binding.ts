import { keyOfLocation } from '../../conditional-access/named-location.ts';
import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { type Binding, unread } from './binding.ts';
import { sha256 } from './sha256.ts';

/** What lies in a named location, as it is written: a new name of it changes nothing. */
export function locationBinding(
  id: string,
  { namedLocations = [] }: Pick<TenantSnapshot, 'namedLocations'>,
  { namedLocations: understood, namedLocationsComplete, unread: index }: TenantKnowledge,
): Binding {
  const key = id.toLowerCase();
  const displayName = understood.find((one) => one.id.toLowerCase() === key)?.displayName ?? id;
  const binding = { kind: 'namedLocation', id: key, displayName } as const;
  const same = namedLocations
    .filter(isRecord)
    .filter((wire) => typeof wire['id'] === 'string' && wire['id'].toLowerCase() === key);
  const texts = [...new Set(same.map((wire) => `${String(wire['@odata.type'])} ${keyOfLocation(wire)}`))];
  const [text] = texts;
  if (index.names('namedLocations', id) || texts.length > 1) return unread(binding);
  if (text !== undefined) return { ...binding, fingerprint: sha256(text), summary: 'as it is' };
  return namedLocationsComplete ? { ...binding, fingerprint: 'none', summary: 'deleted' } : unread(binding);
}
