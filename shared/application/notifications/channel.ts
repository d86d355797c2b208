import { type Notification, type NotificationLevel, notificationLevels } from '../notification.ts';

/** What notifications are sent through, named as in the setting NOTIFIER. */
export const channels = ['teams', 'slack', 'email', 'webhook'] as const;
export type Channel = (typeof channels)[number];

/** Through which channels, and from which level on. */
export interface NotificationPlan {
  readonly channels: readonly Channel[];
  readonly level: NotificationLevel;
}

/** The level is for what people are told. Who has to decide is asked at every level: nobody else can. */
export function isSentUnder(
  { level: least }: NotificationPlan,
  { level, audience }: Pick<Notification, 'level' | 'audience'>,
): boolean {
  return audience === 'approvers' || notificationLevels.indexOf(level) >= notificationLevels.indexOf(least);
}
