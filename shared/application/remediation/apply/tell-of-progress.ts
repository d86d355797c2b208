import { isEnded } from '../../../core/remediation/course/course.ts';
import type { Remediation, RemediationStatus } from '../../../core/remediation/course/remediation.ts';
import { type EventName, eventNames } from '../../event-names.ts';
import type { Notification } from '../../notification.ts';
import type { JournalEntry } from '../journal-entry.ts';
import {
  endedNotification,
  enforcedNotification,
  verifiedNotification,
} from '../remediation-notifications.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';

/** Alerts and people hear of a state that the writer led to. */
export async function tellOfProgress(
  { telemetry, notificationQueue }: Pick<ApplyDependencies, 'telemetry' | 'notificationQueue'>,
  remediation: Remediation,
  from: RemediationStatus,
): Promise<void> {
  const { proposal, state } = remediation;
  const to = state.status;
  if (to === from) return;
  const { tenantId, remediationId } = proposal;
  const properties = { tenantId, remediationId, control: proposal.plan.control, from, to };
  const name = eventOf[to];
  await telemetry.record([
    { name: eventNames.remediationChanged, properties },
    ...(name === undefined ? [] : [{ name, properties }]),
  ]);
  await notificationQueue.put(notificationsOf(remediation, []));
}

/** What people are told of the state, under keys by which it is told once however often it is put. */
export function notificationsOf(
  remediation: Remediation,
  journal: readonly JournalEntry[],
): readonly Notification[] {
  if (isEnded(remediation)) return [endedNotification(remediation)];
  const { status, at } = remediation.state;
  if (status === 'enforced') return [enforcedNotification(remediation, at)];
  const last = journal.findLast(({ event }) => event.kind === 'verified');
  return last?.event.kind === 'verified'
    ? [verifiedNotification(remediation, last.event.checks, last.at)]
    : [];
}

const eventOf: Partial<Record<RemediationStatus, EventName>> = {
  appliedInReportOnly: eventNames.remediationApplied,
  enforced: eventNames.remediationEnforced,
  superseded: eventNames.remediationSuperseded,
  failed: eventNames.remediationFailed,
  rolledBack: eventNames.remediationFailed,
};
