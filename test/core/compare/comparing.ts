import { compareTenants } from '../../../shared/core/compare/compare-tenants.ts';
import type { ChangedGap, Comparison, ControlComparison } from '../../../shared/core/compare/comparison.ts';
import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { graphGrant, graphPolicy, type PolicyParts } from '../example-tenant.ts';
import { directory, today } from '../judge-tenant/judgement.ts';

/** A policy that asks everybody for MFA, everywhere, but for the parts. */
export function mfaPolicy(parts: PolicyParts = {}): Readonly<Record<string, unknown>> {
  return graphPolicy({
    id: 'mfa',
    displayName: 'MFA for all',
    grantControls: graphGrant(['mfa']),
    ...parts,
    conditions: { authenticationFlows: null, ...parts.conditions },
  });
}

/** What is compared: the policies and, of each tenant, what differs from the small directory. */
export interface Side extends Partial<TenantSnapshot> {
  readonly policies: readonly unknown[];
}

export function compare(before: Side, after: Side, options: Partial<JudgeOptions> = {}): Comparison {
  return compareTenants({ ...directory, ...before }, { ...directory, ...after }, { at: today, ...options });
}

/** What becomes of one control, by its id. */
export function compared(
  id: string,
  before: Side,
  after: Side,
  options: Partial<JudgeOptions> = {},
): ControlComparison {
  const result = compare(before, after, options).controls.find((control) => control.id === id);
  if (result === undefined) throw new Error(`Nothing was said of ${id}.`);
  return result;
}

/** The ids of the controls of which a gap opens. */
export function opening({ controls }: Comparison): readonly string[] {
  return controls.filter(({ opens }) => opens === 'yes').map(({ id }) => id);
}

/** The ids of everybody whom the gaps show. */
export function usersIn(gaps: readonly ChangedGap[]): readonly string[] {
  return [...new Set(gaps.flatMap(({ who }) => who.sample.map(({ id }) => id)))].toSorted();
}
