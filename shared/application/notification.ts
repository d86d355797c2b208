import type { TenantId } from './identifiers.ts';

/** Something that happened and that people should hear of, once. Holds no secret: it says little and links to the rest. */
export interface Notification {
  /** Names the happening: what has been told under a key is not told again. */
  readonly key: string;
  readonly kind: NotificationKind;
  /** The least notification level at which it is sent: `error` is always sent, `verbose` to those who want all. */
  readonly level: NotificationLevel;
  /** `approvers` are asked to decide; `everyone` is told. */
  readonly audience: NotificationAudience;
  /** `null` where it is about no tenant, or not known about which. */
  readonly tenantId: TenantId | null;
  /** One line, without markup. */
  readonly title: string;
  /** A few plain sentences. */
  readonly text: string;
  /** Where to read on, below the address of the site, with a slash in front. */
  readonly path: string;
  /** ISO 8601: when it happened. */
  readonly at: string;
}

/** From the one that lets most through to the one that lets least through. */
export const notificationLevels = ['verbose', 'info', 'error'] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

export const notificationAudiences = ['everyone', 'approvers'] as const;
export type NotificationAudience = (typeof notificationAudiences)[number];

export const notificationKinds = [
  'verdictChanged',
  'verdictsDecided',
  'scanFailed',
  'scanRecovered',
  'messageRejected',
  'exceptionProposed',
  'exceptionExpiring',
  'exceptionExpired',
  'remediationProposed',
  'remediationApproved',
  'enforcementProposed',
  'remediationEnforced',
  'remediationEnded',
  'remediationNoticed',
  'policyDrifted',
  'test',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];
