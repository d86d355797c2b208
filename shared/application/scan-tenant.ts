import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ControlResult, Finding } from '../core/controls/control-result.ts';
import { gravestFirst } from '../core/controls/findings/gravest-first.ts';
import { exceptionsInForce } from '../core/exceptions/allowed-regions.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import type { JudgedControl, JudgeOptions, StepwiseJudgement } from '../core/judge-tenant.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';
import type { ControlRecord, ControlSummary } from './control-record.ts';
import { exceptionsOfScan } from './exceptions/exceptions-of-scan.ts';
import type { TenantId } from './identifiers.ts';
import { keepGapUsers } from './keep-gap-users.ts';
import type { Clock } from './ports/clock.ts';
import type { EvidenceStore } from './ports/evidence-store.ts';
import type { ExceptionRegister } from './ports/exception-register.ts';
import type { GapUserStore } from './ports/gap-user-store.ts';
import type { NotificationQueue } from './ports/notification-queue.ts';
import type { ResultStore } from './ports/result-store.ts';
import type { TenantReader } from './ports/tenant-reader.ts';
import type { Scan, Succeeded, VerdictChange } from './scan.ts';
import type { ScanRequest } from './scan-request.ts';
import type { ScannedTenant } from './scanned-tenant.ts';

export interface ScanTenantDependencies {
  readonly tenantReader: TenantReader;
  readonly judgeTenant: (snapshot: TenantSnapshot, options: JudgeOptions) => StepwiseJudgement;
  readonly evidenceStore: EvidenceStore;
  readonly gapUserStore: GapUserStore;
  readonly resultStore: ResultStore;
  readonly exceptionRegister: ExceptionRegister;
  readonly notificationQueue: NotificationQueue;
  /** What there is to tell of remediations, by the key of the control. Never rejects. */
  readonly findingsOfRemediations: (tenantId: TenantId, seen: Seen) => Promise<FindingsByControl>;
  readonly clock: Clock;
  /** Name and version of the program. */
  readonly engine: string;
  readonly emergencyAccess: readonly string[];
  /** Ids of role definitions that count as administrative besides the built-in ones. */
  readonly administrativeRoles: readonly string[];
  /** Steps that the proof of one control may take. */
  readonly stepLimit: number;
}

/** What a scan read of the tenant, and since when it did (ISO 8601). */
export interface Seen {
  readonly snapshot: TenantSnapshot;
  readonly scannedAt: string;
}

type FindingsByControl = ReadonlyMap<string, readonly Finding[]>;

const compress = promisify(gzip);

/** Reads the tenant, decides every control, and stores first who is in gaps and the evidence, then the results. */
export async function scanTenant(
  dependencies: ScanTenantDependencies,
  request: ScanRequest,
): Promise<ScannedTenant> {
  const { tenantReader, judgeTenant, evidenceStore, resultStore, clock, engine } = dependencies;
  const { emergencyAccess, administrativeRoles, stepLimit } = dependencies;
  const { tenantId, scanId, requestedAt, trigger, reason } = request;

  const scannedAt = clock().toISOString();
  const register = await exceptionsOfScan(dependencies.exceptionRegister, tenantId, scannedAt);
  const { exceptions, ids } = register;
  const snapshot = await tenantReader.read(tenantId, groupsOf(exceptions));
  const options = { emergencyAccess, administrativeRoles, exceptions, budget: stepLimit, at: scannedAt };
  const findings = await dependencies.findingsOfRemediations(tenantId, { snapshot, scannedAt });
  const { assumptions, controls } = judgeTenant(snapshot, options);
  const kept = await keepUsers(dependencies.gapUserStore, request, controls, findings);

  const { inputHash, evidence } = await keepEvidence(evidenceStore, request, snapshot);
  const { evidence: evidenceOfExceptions } = await keepEvidence(evidenceStore, request, exceptions);
  const changes = verdictChanges(kept, await resultStore.latest(tenantId), requestedAt);
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
    kept.map((decided) => ({ tenantId, scanId, scannedAt, requestedAt, ...decided })),
  );
  await dependencies.notificationQueue.put(register.notifications);
  return { scan, snapshot, exceptions: exceptionsInForce(exceptions, scannedAt) };
}

/** Whom these exceptions are for is decided by who is in the groups now. */
function groupsOf(exceptions: readonly ControlException[]): readonly string[] {
  return exceptions.filter(({ kind }) => kind === 'group').map(({ principalId }) => principalId);
}

type KeptControl = Required<Pick<ControlRecord, 'result' | 'users'>>;

/** Control by control, as each is decided when it is its turn: the users of two are never held together. */
async function keepUsers(
  gapUserStore: GapUserStore,
  request: ScanRequest,
  controls: Iterable<JudgedControl>,
  more: FindingsByControl,
): Promise<KeptControl[]> {
  const kept: KeptControl[] = [];
  for (const judged of controls) {
    const { result } = judged;
    const findings = gravestFirst([...(more.get(result.control) ?? []), ...result.findings]);
    const users = await keepGapUsers(gapUserStore, request, judged);
    kept.push({ result: { ...result, findings }, users });
  }
  return kept;
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
  controls: readonly { readonly result: ControlResult }[],
  latest: readonly ControlSummary[],
  requestedAt: string,
): VerdictChange[] {
  const previous = new Map(latest.map((summary) => [summary.control, summary]));
  return controls.flatMap(({ result: { control, verdict } }) => {
    const before = previous.get(control);
    if (before !== undefined && (before.verdict === verdict || before.requestedAt > requestedAt)) return [];
    return [{ control, from: before?.verdict ?? 'none', to: verdict }];
  });
}
