import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import { isLicensed } from '../licence.ts';
import { type Binding, unread } from './binding.ts';

/** What is not said counts as unread: nothing is written on an assumption. */
export function securityDefaultsBinding(
  { securityDefaults }: Pick<TenantSnapshot, 'securityDefaults'>,
  knowledge: TenantKnowledge,
): Binding {
  const binding = { kind: 'securityDefaults', id: '', displayName: 'Security defaults' } as const;
  const summary = knowledge.securityDefaults;
  if (securityDefaults === undefined || summary === 'unread') return unread(binding);
  return { ...binding, fingerprint: summary, summary };
}

export function licenceBinding({ licences }: TenantKnowledge): Binding {
  const binding = { kind: 'licence', id: '', displayName: 'The licence' } as const;
  if (licences === undefined) return unread(binding);
  const summary = isLicensed(licences) ? 'Entra ID P1 or more' : 'none for Conditional Access';
  return { ...binding, fingerprint: summary, summary };
}
