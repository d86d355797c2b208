import type { ControlResult } from './controls/control-result.ts';
import type { ControlException } from './exceptions/exception.ts';
import type { TenantSnapshot } from './tenant-snapshot.ts';

export interface JudgeOptions {
  /** Keys of the controls to decide; absent: all. */
  readonly controls?: readonly string[];
  readonly exceptions?: readonly ControlException[];
  /** Ids of break-glass accounts or groups: excepted from every claim. */
  readonly emergencyAccess?: readonly string[];
  /** The day that exceptions are judged by: ISO 8601, UTC. */
  readonly at: string;
}

export interface Judgement {
  readonly assumptions: readonly string[];
  readonly controls: readonly ControlResult[];
}

/** Decides every asked-for control over all policies of the snapshot together. Never throws on a snapshot's content. */
export function judgeTenant(_snapshot: TenantSnapshot, _options: JudgeOptions): Judgement {
  return { assumptions: [], controls: [] };
}
