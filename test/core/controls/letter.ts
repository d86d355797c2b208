import { understandTenant } from '../../../shared/core/conditional-access/tenant-knowledge.ts';
import { benchmarkReading } from '../../../shared/core/controls/benchmark-reading.ts';
import type { Control } from '../../../shared/core/controls/control.ts';
import type { BenchmarkReading } from '../../../shared/core/controls/control-result.ts';
import { graphGrant, graphPolicy, type PolicyParts } from '../example-tenant.ts';

/** What a control says to the letter of these policies alone. */
export function toTheLetter(control: Control, ...policies: readonly unknown[]): BenchmarkReading {
  return benchmarkReading(control, understandTenant({ policies }, []));
}

/** The policy that requires MFA of everybody for every app, but for the parts. */
export function mfaPolicy(parts: PolicyParts = {}): object {
  return graphPolicy({
    id: 'mfa',
    displayName: 'Require MFA',
    grantControls: graphGrant(['mfa']),
    ...parts,
    conditions: { authenticationFlows: null, ...parts.conditions },
  });
}

export function strength(id: string, allowedCombinations?: readonly string[]): object {
  const authenticationStrength = { id, ...(allowedCombinations && { allowedCombinations }) };
  return graphGrant([], { authenticationStrength });
}

/** What one policy lacks, as `criterion: has`; undefined where it is not told of. */
export function lackOf(control: Control, policy: unknown): readonly string[] | undefined {
  const [nearMiss] = toTheLetter(control, policy).nearMisses;
  return nearMiss?.unmet.map(({ criterion, has }) => `${criterion}: ${has}`);
}
