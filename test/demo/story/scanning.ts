import { controlRecordSchema } from '../../../functions/http/schemas/results.ts';
import type { ControlResult } from '../../../shared/core/controls/control-result.ts';
import { accepted, type Scene } from './scene.ts';

export interface Scanned {
  readonly scanId: string;
  readonly scannedAt: string;
  readonly control: ControlResult;
}

export const control = '2.2.3';

/** The timer fires: sign-ins are collected, the tenant is scanned, remediations are followed, and the writer works. */
export async function scan(scene: Scene): Promise<Scanned> {
  await scene.apps.runTimer();
  const answer = await scene.askAs('reader', `results/{tenant}/controls/${control}`);
  const { result, scanId, scannedAt } = accepted(answer, controlRecordSchema);
  return { scanId, scannedAt, control: result };
}

const hour = 3_600_000;

/** Days go by, with a scan each. Looks at each of them before the next; ends early where that says so. */
export async function letDaysPass(
  scene: Scene,
  days: number,
  look: (scanned: Scanned, day: number) => Promise<'goOn' | 'enough'> = async () => 'goOn',
): Promise<number> {
  for (let passed = 1; passed <= days; passed += 1) {
    scene.apps.time.pass(24 * hour);
    if ((await look(await scan(scene), passed)) === 'enough') return passed;
  }
  return days;
}

/** The scan of an hour later. */
export function scanLater(scene: Scene): Promise<Scanned> {
  scene.apps.time.pass(hour);
  return scan(scene);
}
