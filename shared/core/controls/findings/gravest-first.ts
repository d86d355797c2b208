import type { Finding } from '../control-result.ts';

const order: readonly Finding['severity'][] = ['high', 'medium', 'low', 'info'];

/** Each once. Among findings of the same severity the order stays. */
export function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  const each = new Map(findings.map((one) => [`${one.key} ${one.subject} ${one.text}`.toLowerCase(), one]));
  return [...each.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
