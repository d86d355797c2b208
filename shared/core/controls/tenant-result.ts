import type { ControlResult } from './control-result.ts';

/** What one scan of one tenant decided: the JSON that the command line prints and the evidence keeps. */
export interface TenantResult {
  readonly tenantId: string | null;
  /** ISO 8601, UTC. */
  readonly scannedAt: string;
  /** Name and version of the program, e.g. `gateproof 0.1.0`. */
  readonly engine: string;
  /** `sha256:` and the hexadecimal hash of the bytes that were judged. */
  readonly inputHash: string;
  readonly assumptions: readonly string[];
  readonly controls: readonly ControlResult[];
}
