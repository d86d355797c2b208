import { notificationOperations } from './http/operations/notifications.ts';
import { serving } from './http/serving.ts';

/** Whether notifications arrive. */
export const notifications = serving(notificationOperations);
