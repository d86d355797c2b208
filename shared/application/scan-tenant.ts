import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ControlResult } from '../core/controls/control-result.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import type { Judgement, JudgeOptions } from '../core/judge-tenant.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';
import type { ControlSummary } from './control-record.ts';
import { exceptionsOfScan } from './exceptions/exceptions-of-scan.ts';
import type { Clock } from './ports/clock.ts';
import type { EvidenceStore } from './ports/evidence-store.ts';
import type { ExceptionRegister } from './ports/exception-register.ts';
import type { NotificationQueue } from './ports/notification-queue.ts';
import type { ResultStore } from './ports/result-store.ts';
import type { TenantReader } from './ports/tenant-reader.ts';
import type { Scan, Succeeded, VerdictChange } from './scan.ts';
import type { ScanRequest } from './scan-request.ts';

export interface ScanTenantDependencies {
  readonly tenantReader: TenantReader;
  readonly judgeTenant: (snapshot: TenantSnapshot, options: JudgeOptions) => Judgement;
  readonly evidenceStore: EvidenceStore;
  readonly resultStore: ResultStore;
  readonly exceptionRegister: ExceptionRegister;
  readonly notificationQueue: NotificationQueue;
  readonly clock: Clock;
  /** Name and version of the program. */
  readonly engine: string;
  readonly emergencyAccess: readonly string[];
  /** Ids of role definitions that count as administrative besides the built-in ones. */
  readonly administrativeRoles: readonly string[];
  /** Steps that the proof of one control may take. */
  readonly stepLimit: number;
}

const compress = promisify(gzip);

/** Reads the tenant, decides every control, and stores first the evidence, then the results. */
export async function scanTenant(
  dependencies: ScanTenantDependencies,
  request: ScanRequest,
): Promise<Scan<Succeeded>> {
  const { tenantReader, judgeTenant, evidenceStore, resultStore, clock, engine } = dependencies;
  const { emergencyAccess, administrativeRoles, stepLimit } = dependencies;
  const { tenantId, scanId, requestedAt, trigger, reason } = request;

  const scannedAt = clock().toISOString();
  const register = await exceptionsOfScan(dependencies.exceptionRegister, tenantId, scannedAt);
  const { exceptions, ids } = register;
  const snapshot = await tenantReader.read(tenantId, groupsOf(exceptions));
  const options = { emergencyAccess, administrativeRoles, exceptions, budget: stepLimit, at: scannedAt };
  const { assumptions, controls } = judgeTenant(snapshot, options);

  const { inputHash, evidence } = await keepEvidence(evidenceStore, request, snapshot);
  const { evidence: evidenceOfExceptions } = await keepEvidence(evidenceStore, request, exceptions);
  const changes = verdictChanges(controls, await resultStore.latest(tenantId), requestedAt);
  const finishedAt = clock().toISOString();
  const scan: Scan<Succeeded> = {
    tenantId,
    scanId,
    trigger,
    reason,
    requestedAt,
    state: {
      status: 'succeeded',
      scannedAt,
      finishedAt,
      engine,
      inputHash,
      assumptions,
      emergencyAccess,
      administrativeRoles,
      exceptions: { ids, evidence: evidenceOfExceptions },
      stepLimit,
      evidence,
      changes,
    },
  };
  await resultStore.saveScan(
    scan,
    controls.map((result) => ({ tenantId, scanId, scannedAt, requestedAt, result })),
  );
  await dependencies.notificationQueue.put(register.notifications);
  return scan;
}

/** Whom these exceptions are for is decided by who is in the groups now. */
function groupsOf(exceptions: readonly ControlException[]): readonly string[] {
  return exceptions.filter(({ kind }) => kind === 'group').map(({ principalId }) => principalId);
}

/** A tenant export, or an exceptions file: the command line reads these bytes, and finds the same hash. */
async function keepEvidence(
  evidenceStore: EvidenceStore,
  { tenantId, scanId }: ScanRequest,
  judged: TenantSnapshot | readonly ControlException[],
): Promise<Pick<Succeeded, 'inputHash' | 'evidence'>> {
  const bytes = Buffer.from(JSON.stringify(judged));
  const inputHash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const gzippedJson = await compress(bytes);
  const evidence = await evidenceStore.save({ tenantId, scanId, inputHash, gzippedJson });
  return { inputHash, evidence };
}

/** Against what is the latest now; a scan that finishes after a younger one changes nothing. */
function verdictChanges(
  controls: readonly ControlResult[],
  latest: readonly ControlSummary[],
  requestedAt: string,
): VerdictChange[] {
  const previous = new Map(latest.map((summary) => [summary.control, summary]));
  return controls.flatMap(({ control, verdict }) => {
    const before = previous.get(control);
    if (before !== undefined && (before.verdict === verdict || before.requestedAt > requestedAt)) return [];
    return [{ control, from: before?.verdict ?? 'none', to: verdict }];
  });
}
