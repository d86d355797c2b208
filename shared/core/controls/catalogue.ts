import type { Control } from './control.ts';
import { deviceCodeFlowBlocked } from './device-code-flow-blocked.ts';

/** Every control, in the order of the benchmark. Adding one means adding a file and a line here. */
export const allControls: readonly Control[] = [deviceCodeFlowBlocked];

/** The control of that key or of any id in the crosswalk, upper or lower case; undefined where none is known. */
export function findControl(anyId: string): Control | undefined {
  const wanted = anyId.trim().toLowerCase();
  return allControls.find(
    ({ key, id, crosswalk }) =>
      key === wanted || id === wanted || crosswalk.some((entry) => entry.id.toLowerCase() === wanted),
  );
}
