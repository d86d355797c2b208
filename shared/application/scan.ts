import type { Verdict } from '../core/controls/control-result.ts';
import type { ScanId, TenantId } from './identifiers.ts';

/** One scan of one tenant, from its request to its end; scans of a tenant are ordered by `requestedAt`. */
export interface Scan<State extends ScanState = ScanState> {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly trigger: 'schedule' | 'request';
  readonly reason?: string | undefined;
  readonly requestedAt: string;
  readonly state: State;
}

export type FinishedScan = Scan<Succeeded | Failed>;
type ScanState = Waiting | Succeeded | Failed;

/** `running` may stand for a while after an attempt failed: until the queue delivers the request again. */
export interface Waiting {
  readonly status: 'queued' | 'running';
}

export interface Succeeded {
  readonly status: 'succeeded';
  readonly scannedAt: string;
  readonly finishedAt: string;
  readonly engine: string;
  /** `sha256:` and the hash of the evidence before compression. */
  readonly inputHash: string;
  readonly assumptions: readonly string[];
  /** Object ids of the emergency access that was excepted. */
  readonly emergencyAccess: readonly string[];
  /** Ids of the roles that counted as administrative besides the built-in ones. */
  readonly administrativeRoles: readonly string[];
  /** Of the register, with those that expired lately; absent of scans before there was one. */
  readonly exceptions?: ScanExceptions | undefined;
  /** Steps that the proof of one control might take; absent of scans before it was kept. */
  readonly stepLimit?: number | undefined;
  /** Name under which the evidence store keeps the snapshot that was judged: with the settings above, all that the verdicts rest on. */
  readonly evidence: string;
  /** What this scan decided differently from the one before. */
  readonly changes: readonly VerdictChange[];
}

export interface ScanExceptions {
  /** In the order of the list under `evidence`. */
  readonly ids: readonly string[];
  /** Name under which the evidence store keeps them, in the form of an exceptions file. */
  readonly evidence: string;
}

interface Failed {
  readonly status: 'failed';
  readonly finishedAt: string;
  /** What happened and what to do. */
  readonly error: string;
}

export interface VerdictChange {
  readonly control: string;
  /** `none`: this control had never been decided. */
  readonly from: Verdict | 'none';
  readonly to: Verdict;
}
