import type { Notification } from '../../../shared/application/notification.ts';
import { minute, tenantId } from '../examples.ts';

export function notification(more: Partial<Notification> = {}): Notification {
  return {
    key: 'verdictChanged|example',
    kind: 'verdictChanged',
    level: 'info',
    audience: 'everyone',
    tenantId: tenantId(1),
    title: '2.2.3 passes',
    text: 'The verdict was fail and is pass.',
    path: '/api/results',
    at: minute(1),
    ...more,
  };
}
