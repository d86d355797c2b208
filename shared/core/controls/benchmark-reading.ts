import { protects, type UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Control } from './control.ts';
import type { BenchmarkReading, NearMiss } from './control-result.ts';

/** What a control says of single policies. */
type LiteralReading = Pick<Control, 'criteria' | 'isMeant'>;

/** The literal reading: some policy, by itself, meets every criterion. What cannot be read may be that policy. */
export function benchmarkReading(literal: LiteralReading, tenant: TenantKnowledge): BenchmarkReading {
  const understood = tenant.policies.filter((policy) => policy.kind === 'understood');
  const passes = policiesToTheLetter(literal, tenant).length > 0;
  const mayPass =
    tenant.unread.any('policies') ||
    tenant.policies.some((policy) => policy.kind === 'malformed' && protects(policy)) ||
    understood.some((policy) => unmet(policy, literal).every(({ isUnread }) => isUnread?.(policy) === true));
  return {
    verdict: passes ? 'pass' : mayPass ? 'inconclusive' : 'fail',
    nearMisses: understood
      .flatMap((policy) => nearMiss(policy, literal) ?? [])
      .sort((a, b) => a.unmet.length - b.unmet.length),
  };
}

/** The policies that meet every literal criterion, each by itself. */
export function policiesToTheLetter(
  literal: Pick<LiteralReading, 'criteria'>,
  { policies }: Pick<TenantKnowledge, 'policies'>,
): readonly UnderstoodPolicy[] {
  return policies
    .filter((policy) => policy.kind === 'understood')
    .filter((policy) => unmet(policy, literal).length === 0);
}

/** A policy that is meant for the control, and what it lacks. */
function nearMiss(policy: UnderstoodPolicy, literal: LiteralReading): NearMiss | undefined {
  const lacking = unmet(policy, literal);
  if (lacking.length === 0 || !literal.isMeant(policy)) return undefined;
  return {
    policy: { id: policy.id, displayName: policy.displayName },
    unmet: lacking.map(({ name, needs, has }) => ({ criterion: name, has: has(policy), needs })),
  };
}

function unmet(policy: UnderstoodPolicy, { criteria }: Pick<LiteralReading, 'criteria'>) {
  return criteria.filter(({ isMet }) => !isMet(policy));
}
