import type { ControlRecord } from '../../shared/application/control-record.ts';
import {
  type ScanId,
  scanIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../shared/application/identifiers.ts';
import type { Scan, Succeeded } from '../../shared/application/scan.ts';
import type { ScanRequest } from '../../shared/application/scan-request.ts';
import type { ControlResult, Verdict } from '../../shared/core/controls/control-result.ts';

/** Made-up tenants, scans and results for tests. A number stands for an id that is the same in every run. */

export function tenantId(number: number): TenantId {
  return tenantIdSchema.parse(guid('0a', number));
}

export function scanId(number: number): ScanId {
  return scanIdSchema.parse(guid('0b', number));
}

function guid(kind: string, number: number): string {
  return `${kind}000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A moment so many minutes after the start of the tests' day. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 2, 6, minutes)).toISOString();
}

/** The scan with this number was requested in this minute. */
export function scanRequest(number: number, tenant = tenantId(1)): ScanRequest {
  return {
    version: 1,
    scanId: scanId(number),
    tenantId: tenant,
    requestedAt: minute(number),
    trigger: 'schedule',
  };
}

export function succeededScan(number: number, tenant = tenantId(1)): Scan<Succeeded> {
  const { version: _, ...request } = scanRequest(number, tenant);
  return {
    ...request,
    state: {
      status: 'succeeded',
      scannedAt: minute(number),
      finishedAt: minute(number + 1),
      engine: 'gateproof 0.0.0',
      inputHash: `sha256:${'0'.repeat(64)}`,
      assumptions: [],
      emergencyAccess: [],
      administrativeRoles: [],
      evidence: 'evidence.json.gz',
      changes: [],
    },
  };
}

export function controlRecord(
  number: number,
  verdict: Verdict,
  { tenant = tenantId(1), result = {} }: { tenant?: TenantId; result?: Partial<ControlResult> } = {},
): ControlRecord {
  return {
    tenantId: tenant,
    scanId: scanId(number),
    scannedAt: minute(number),
    requestedAt: minute(number),
    result: controlResult(verdict, result),
  };
}

export function controlResult(verdict: Verdict, overrides: Partial<ControlResult> = {}): ControlResult {
  return {
    control: 'device-code-flow-blocked',
    id: '2.2.3',
    title: 'An exclusionary device code flow policy is in force',
    verdict,
    reasons: ['Because of the example.'],
    benchmark: { verdict, nearMisses: [] },
    usersInGap: verdict === 'fail' ? 3 : 0,
    gaps: [],
    gapsOmitted: 0,
    excepted: [],
    witness: null,
    whatIf: null,
    unknowns: [],
    findings: [],
    ...overrides,
  };
}
