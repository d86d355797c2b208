import { isEnded } from '../../../core/remediation/course/course.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import type { Notification } from '../../notification.ts';
import { endedNotification } from '../remediation-notifications.ts';

/** What to tell of a remediation that has ended. */
export function endings(remediation: Remediation): readonly Notification[] {
  return isEnded(remediation) ? [endedNotification(remediation)] : [];
}
