import { ForbiddenError } from '../../core/errors.ts';
import type { Person } from '../../core/exceptions/registered-exception.ts';
import type { Caller } from '../caller.ts';
import type { TenantId } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExceptionRegister } from '../ports/exception-register.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';
import type { PrincipalReader } from '../ports/principal-reader.ts';

/** What every use case around exceptions needs. */
export interface ExceptionDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly exceptionRegister: ExceptionRegister;
  readonly principalReader: () => Promise<PrincipalReader>;
  readonly notificationQueue: NotificationQueue;
  readonly clock: Clock;
}

/** Throws ForbiddenError for an application: four eyes are those of people, and a program has none. */
export function actingPerson({ kind, objectId, name }: Caller): Person {
  if (kind === 'person') return { objectId, name };
  throw new ForbiddenError(
    'Only people decide on exceptions: sign in as a user. An application may read them.',
  );
}
