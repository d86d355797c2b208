import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { isRecord, keyOf } from '../../conditional-access/wire.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { comparablePolicy } from '../comparable-policy.ts';
import { markerIn } from '../new-policy.ts';
import type { TargetPolicy, WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import { type Binding, unread } from './binding.ts';
import { sha256 } from './sha256.ts';

/** The policy as it is; of one that is to be created, that nobody made it yet. */
export function policyBinding(
  tenant: Pick<TenantSnapshot, 'policies'>,
  { unread: index }: TenantKnowledge,
  { id, displayName }: TargetPolicy,
): Binding {
  if (id === null)
    return noPolicyWithMark(tenant, index.any('policies'), markerIn(displayName) ?? displayName);
  const same = policiesOf(tenant, id);
  const fingerprints = new Set(same.map(policyFingerprint));
  const binding = { kind: 'policy', id: id.toLowerCase(), displayName } as const;
  const [first] = same;
  if (fingerprints.size > 1) return unread(binding);
  if (first === undefined) {
    return index.any('policies') ? unread(binding) : { ...binding, fingerprint: 'none', summary: 'deleted' };
  }
  return { ...binding, fingerprint: policyFingerprint(first), summary: String(memberAt(first, 'state')) };
}

/** Of all that Graph returned but times and annotations, and of what its authentication strength allows. */
export function policyFingerprint(policy: WirePolicy): string {
  const strength = keyOf(memberAt(policy, 'grantControls.authenticationStrength'));
  return sha256(`${keyOf(comparablePolicy(policy))} ${strength}`);
}

function policiesOf({ policies }: Pick<TenantSnapshot, 'policies'>, id: string): readonly WirePolicy[] {
  return policies.filter(isRecord).filter((wire) => {
    const own = memberAt(wire, 'id');
    return typeof own === 'string' && own.toLowerCase() === id.toLowerCase();
  });
}

function noPolicyWithMark(
  { policies }: Pick<TenantSnapshot, 'policies'>,
  isCut: boolean,
  mark: string,
): Binding {
  const marked = policies
    .filter(isRecord)
    .filter((wire) => String(memberAt(wire, 'displayName')).includes(mark));
  const binding = { kind: 'noPolicyWithMark', id: mark, displayName: mark } as const;
  if (isCut) return unread(binding);
  const ids = marked.map((wire) => String(memberAt(wire, 'id')).toLowerCase()).toSorted();
  const summary = `${ids.length === 1 ? '1 policy' : `${ids.length} policies`} with it`;
  return { ...binding, fingerprint: ids.join(' ') || 'none', summary };
}
