import type { ControlException } from '../../../core/exceptions/exception.ts';
import type { JudgeOptions } from '../../../core/judge-tenant.ts';
import { includesName } from '../../../core/remediation/wire-members.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import { exceptionsOfScan } from '../../exceptions/exceptions-of-scan.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/** The tenant as the writer's own identity reads it, and what it is judged by: as a scan would. */
export interface TenantNow {
  readonly snapshot: TenantSnapshot;
  readonly exceptions: readonly ControlException[];
  readonly options: JudgeOptions;
}

export async function tenantNow(hand: RemediationInHand): Promise<TenantNow> {
  const { tenantReader, exceptionRegister, notificationQueue, ...rest } = hand.dependencies;
  const { emergencyAccess, administrativeRoles, stepLimit: budget } = rest;
  const { plan, restsOn } = hand.remediation.proposal;
  const at = hand.now();
  const { exceptions, notifications } = await exceptionsOfScan(exceptionRegister, hand.tenantId, at);
  await notificationQueue.put(notifications);
  const excepted = exceptions.filter(({ kind }) => kind === 'group').map(({ principalId }) => principalId);
  // Also those that no policy names any more because the remediation took them out; emergency access is read anyway.
  const bound = restsOn
    .filter(({ kind, id }) => kind === 'groupMembers' && !includesName(emergencyAccess, id))
    .map(({ id }) => id);
  const snapshot = await tenantReader.read(hand.tenantId, [...new Set([...excepted, ...bound])]);
  const controls = [plan.control];
  return {
    snapshot,
    exceptions,
    options: { controls, emergencyAccess, administrativeRoles, exceptions, budget, at },
  };
}
