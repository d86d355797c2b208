import type { ControlResult } from '../../shared/core/controls/control-result.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import type { RandomTenant } from './random-tenant.ts';

/** What the program says of the device code flow in a tenant. */
export function proverResult({ snapshot, options }: RandomTenant): ControlResult {
  const key = 'device-code-flow-blocked';
  const { controls } = judgeTenant(snapshot, { ...options, controls: [key] });
  const result = controls.find(({ control }) => control === key);
  if (result === undefined) throw new Error(`The prover gave no result for ${key}.`);
  return result;
}
