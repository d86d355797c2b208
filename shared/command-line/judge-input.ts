import { engine } from '../application/engine.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import { type JudgeOptions, judgeTenant } from '../core/judge-tenant.ts';
import type { TenantInput } from './tenant-input.ts';

/** What holds for every tenant of one call. */
export interface JudgeSettings {
  /** Keys; absent: all. */
  readonly controls?: readonly string[];
  readonly exceptions: readonly ControlException[];
  readonly emergencyAccess: readonly string[];
  readonly administrativeRoles: readonly string[];
  /** Steps that the proof of one control may take; absent: the engine's own bound. */
  readonly stepLimit?: number;
  /** The time that results carry and exceptions are judged by. */
  readonly at: () => Date;
}

export function judgeInput({ snapshot, inputHash }: TenantInput, settings: JudgeSettings): TenantResult {
  const scannedAt = settings.at().toISOString();
  const { assumptions, controls } = judgeTenant(snapshot, judgeOptions(settings, scannedAt));
  return { tenantId: snapshot.tenantId ?? null, scannedAt, engine, inputHash, assumptions, controls };
}

export function judgeOptions({ at: _, stepLimit, ...options }: JudgeSettings, at: string): JudgeOptions {
  return { ...options, ...(stepLimit !== undefined && { budget: stepLimit }), at };
}
