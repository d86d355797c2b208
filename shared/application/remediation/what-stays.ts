import { listText } from '../../core/controls/list-text.ts';
import type { Remediation } from '../../core/remediation/course/remediation.ts';
import { type WrittenPolicy, writtenPolicies } from '../../core/remediation/course/written-policies.ts';
import { memberAt } from '../../core/remediation/wire-members.ts';

/** Of a remediation that ends on its way: what of it is left in the tenant, and what of that is in force; in sentences. */
export function whatStays(remediation: Remediation): readonly string[] {
  const written = writtenPolicies(remediation);
  const inForce = written.filter(({ approved }) => memberAt(approved, 'state') === 'enabled');
  return [
    ...(written.length === 0 ? [] : [`What was written before stays: ${names(written)}.`]),
    ...(inForce.length === 0 ? [] : [`In force already: ${names(inForce)}.`]),
  ];
}

function names(policies: readonly WrittenPolicy[]): string {
  return listText(policies.map(({ approved }) => `"${String(memberAt(approved, 'displayName'))}"`));
}
