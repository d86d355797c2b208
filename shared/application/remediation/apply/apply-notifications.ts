import type { RemediationId, TenantId } from '../../identifiers.ts';
import { nameInOneLine } from '../../name-in-one-line.ts';
import type { Notification } from '../../notification.ts';

/** That what is stored was changed past the app. Told once for each reason. */
export function refusedNotification(
  tenantId: TenantId,
  remediationId: RemediationId,
  reason: string,
  at: string,
): Notification {
  return {
    ...about(tenantId, remediationId),
    key: `remediationRefused|${remediationId}|${reason.slice(0, 200)}`,
    title: `The writer refused a remediation of the tenant ${tenantId}`,
    text: `${nameInOneLine(reason)} Nothing was written. Somebody changed what is stored past the app, or a part is lost: see its journal.`,
    at,
  };
}

/** That the queue gave up. Told once a day. */
export function attemptsFailedNotification(
  tenantId: TenantId,
  remediationId: RemediationId,
  reason: string,
  at: string,
): Notification {
  return {
    ...about(tenantId, remediationId),
    key: `remediationAttemptsFailed|${remediationId}|${at.slice(0, 10)}`,
    title: `A remediation of the tenant ${tenantId} cannot be carried on`,
    text: `${nameInOneLine(reason)} Its state stays as it is, and the next scan has it tried again.`,
    at,
  };
}

function about(tenantId: TenantId, remediationId: RemediationId) {
  return {
    kind: 'remediationNoticed',
    level: 'error',
    audience: 'everyone',
    tenantId,
    path: `/api/remediations/${tenantId}/${remediationId}`,
  } as const;
}
