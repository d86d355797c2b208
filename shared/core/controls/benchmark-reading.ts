import { protects, type UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { BenchmarkReading, NearMiss } from './control-result.ts';
import type { Criterion } from './criterion.ts';

/** The literal reading: some policy, by itself, meets every criterion. What cannot be read may be that policy. */
export function benchmarkReading(criteria: readonly Criterion[], tenant: TenantKnowledge): BenchmarkReading {
  const understood = tenant.policies.filter((policy) => policy.kind === 'understood');
  const passes = understood.some((policy) => criteria.every(({ isMet }) => isMet(policy)));
  const unread =
    tenant.unread.any('policies') ||
    tenant.policies.some((policy) => policy.kind === 'malformed' && protects(policy));
  return {
    verdict: passes ? 'pass' : unread ? 'inconclusive' : 'fail',
    nearMisses: understood
      .flatMap((policy) => nearMiss(policy, criteria) ?? [])
      .sort((a, b) => a.unmet.length - b.unmet.length),
  };
}

/** A policy that is meant for the control, or lacks but one criterion of it. */
function nearMiss(policy: UnderstoodPolicy, criteria: readonly Criterion[]): NearMiss | undefined {
  const unmet = criteria.filter(({ isMet }) => !isMet(policy));
  const isMeant = criteria.some(({ isDistinctive, isMet }) => isDistinctive && isMet(policy));
  if (unmet.length === 0 || (unmet.length > 1 && !isMeant)) return undefined;
  return {
    policy: { id: policy.id, displayName: policy.displayName },
    unmet: unmet.map(({ name, needs, has }) => ({ criterion: name, has: has(policy), needs })),
  };
}
