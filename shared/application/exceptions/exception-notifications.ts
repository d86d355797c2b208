import { dayNumber } from '../../core/calendar.ts';
import { counted } from '../../core/controls/list-text.ts';
import { expiryWarning } from '../../core/exceptions/expiry-warning.ts';
import {
  isConfirmed,
  isProposed,
  type RegisteredException,
} from '../../core/exceptions/registered-exception.ts';
import { tenantIdSchema } from '../identifiers.ts';
import { nameInOneLine } from '../name-in-one-line.ts';
import type { Notification } from '../notification.ts';

/** Asks the approvers to decide. */
export function proposedNotification(entry: RegisteredException): Notification {
  return {
    ...about(entry),
    key: `exceptionProposed|${entry.id}`,
    kind: 'exceptionProposed',
    level: 'info',
    audience: 'approvers',
    title: `An exception for ${principalName(entry)} is proposed`,
    text:
      `${nameInOneLine(entry.proposed.by.name)} proposes it for ${controlsText(entry)} until ${entry.exception.expiresOn} ` +
      `(${entry.exception.ticket}). It holds once a second person confirms it.`,
    at: entry.proposed.at,
  };
}

/** What there is to tell of an exception at that time. Each has a key of its own, so that it is told once. */
export function notificationsOf(entry: RegisteredException, at: string): readonly Notification[] {
  const { state } = entry;
  if (isProposed(entry)) return [proposedNotification(entry)];
  if (isConfirmed(entry)) return expiringNotifications(entry, at);
  const hadHeld = state.status === 'ended' && state.confirmed !== undefined;
  return hadHeld && state.ending.kind === 'expired' ? [expiredNotification(entry, state.ending.at)] : [];
}

function expiringNotifications(entry: RegisteredException, at: string): readonly Notification[] {
  const { expiresOn, ticket } = entry.exception;
  const days = (dayNumber(expiresOn) ?? Number.NaN) - (dayNumber(at) ?? Number.NaN);
  const warning = expiryWarning(days);
  if (warning === undefined) return [];
  const left = days === 0 ? 'today' : `in ${counted(days, 'day')}`;
  return [
    {
      ...about(entry),
      key: `exceptionExpiring|${entry.id}|${warning}`,
      kind: 'exceptionExpiring',
      level: 'info',
      audience: 'everyone',
      title: `The exception for ${principalName(entry)} ends ${left}`,
      text:
        `It holds for ${controlsText(entry)} through ${expiresOn} (${ticket}, owner ${ownerName(entry)}). ` +
        'Propose a renewal, or end the need for it.',
      at,
    },
  ];
}

function expiredNotification(entry: RegisteredException, at: string): Notification {
  const { expiresOn, ticket } = entry.exception;
  return {
    ...about(entry),
    key: `exceptionExpired|${entry.id}`,
    kind: 'exceptionExpired',
    level: 'error',
    audience: 'everyone',
    title: `The exception for ${principalName(entry)} has expired`,
    text:
      `It held for ${controlsText(entry)} through ${expiresOn} (${ticket}, owner ${ownerName(entry)}). ` +
      'What it kept open counts as a gap again.',
    at,
  };
}

function about({ tenantId, id }: RegisteredException) {
  return { tenantId: tenantIdSchema.parse(tenantId), path: `/api/exceptions/${tenantId}/${id}` };
}

function principalName({ exception: { kind, principalId }, displayNames }: RegisteredException): string {
  const name = nameInOneLine(displayNames[principalId] ?? principalId);
  return kind === 'group' ? `the group ${name}` : name;
}

function ownerName({ exception: { owner }, displayNames }: RegisteredException): string {
  return nameInOneLine(displayNames[owner] ?? owner);
}

function controlsText({ exception: { controls } }: RegisteredException): string {
  return controls.join(', ');
}
