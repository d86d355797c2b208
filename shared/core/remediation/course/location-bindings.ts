import { keyOfLocation } from '../../conditional-access/named-location.ts';
import { allTrusted, type TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import type { WirePolicy } from '../plan.ts';
import { listAt } from '../wire-members.ts';
import { type Binding, unread } from './binding.ts';
import { sha256 } from './sha256.ts';

/** The locations that the policy names; each trusted one where it speaks of all of these. */
export function locationBindings(
  policy: WirePolicy,
  tenant: Pick<TenantSnapshot, 'namedLocations'>,
  knowledge: TenantKnowledge,
): readonly Binding[] {
  return locationIds(policy).flatMap((id) =>
    id.toLowerCase() === allTrusted
      ? trustedLocations(tenant, knowledge)
      : [locationBinding(id, tenant, knowledge)],
  );
}

function locationIds(policy: WirePolicy): readonly string[] {
  return ['includeLocations', 'excludeLocations']
    .flatMap((name) => listAt(policy, `conditions.locations.${name}`))
    .filter((id) => id.toLowerCase() !== 'all');
}

function trustedLocations(
  tenant: Pick<TenantSnapshot, 'namedLocations'>,
  knowledge: TenantKnowledge,
): readonly Binding[] {
  const trusted = knowledge.namedLocations.filter(
    (location) => location.kind === 'unknown' || (location.kind !== 'country' && location.isTrusted),
  );
  const whole = { kind: 'namedLocation', id: allTrusted, displayName: 'All trusted locations' } as const;
  return [
    ...(knowledge.namedLocationsComplete ? [] : [unread(whole)]),
    ...trusted.map(({ id }) => locationBinding(id, tenant, knowledge)),
  ];
}

/** What lies in a named location, as it is written: a new name of it changes nothing. */
function locationBinding(
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
