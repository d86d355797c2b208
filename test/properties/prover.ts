import { allControls } from '../../shared/core/controls/catalogue.ts';
import type { ControlResult } from '../../shared/core/controls/control-result.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import { CONTROL_KEYS, type ControlKey } from './brute-force/claims.ts';
import type { RandomTenant } from './random-tenant.ts';

/** The controls that the program decides, and that the brute force decides too. */
export const decidedControls: readonly ControlKey[] = CONTROL_KEYS.filter((key) =>
  allControls.some((control) => control.key === key),
);

/** What the program says of one control in a tenant. */
export function proverResult({ snapshot, options }: RandomTenant, key: ControlKey): ControlResult {
  const { controls } = judgeTenant(snapshot, { ...options, controls: [key] });
  const result = controls.find(({ control }) => control === key);
  if (result === undefined) throw new Error(`The prover gave no result for ${key}.`);
  return result;
}
