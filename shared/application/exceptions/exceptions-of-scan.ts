import { dayNumber, dayText } from '../../core/calendar.ts';
import type { ControlException } from '../../core/exceptions/exception.ts';
import { asOf } from '../../core/exceptions/exception-life.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';
import type { TenantId } from '../identifiers.ts';
import type { Notification } from '../notification.ts';
import type { ExceptionRegister } from '../ports/exception-register.ts';
import { notificationsOf } from './exception-notifications.ts';

/** So long findings tell of an exception that has expired and was not renewed. */
const daysToldOf = 30;

/** What a scan takes from the register. */
export interface ExceptionsOfScan {
  /** The exceptions that hold, and those that expired lately, which are told of and do not hold. */
  readonly exceptions: readonly ControlException[];
  /** Their ids, in the same order. */
  readonly ids: readonly string[];
  /** To be put when the scan is stored. */
  readonly notifications: readonly Notification[];
}

/** Reads the tenant's exceptions as they are at that time, and records which have expired. */
export async function exceptionsOfScan(
  exceptionRegister: ExceptionRegister,
  tenantId: TenantId,
  at: string,
): Promise<ExceptionsOfScan> {
  const since = dayText((dayNumber(at) ?? Number.NaN) - daysToldOf);
  const kept = await exceptionRegister.openOrExpiredSince(tenantId, since);
  const entries: RegisteredException[] = [];
  for (const found of kept) {
    const entry = asOf(found.entry, at);
    entries.push(entry);
    // Refused where somebody ended it meanwhile: that is as good an end.
    if (entry !== found.entry) await exceptionRegister.change([{ found, changed: entry }]);
  }
  const renewed = new Set(
    entries.filter(({ state }) => state.status === 'confirmed').map(({ replaces }) => replaces),
  );
  const held = entries.filter(({ id, state }) =>
    state.status === 'ended'
      ? state.confirmed !== undefined && !renewed.has(id)
      : state.status === 'confirmed',
  );
  return {
    exceptions: held.map(({ exception }) => exception),
    ids: held.map(({ id }) => id),
    notifications: entries
      .filter(({ id }) => !renewed.has(id))
      .flatMap((entry) => notificationsOf(entry, at)),
  };
}
