import type { TenantId } from '../identifiers.ts';
import type { Logger } from '../ports/logger.ts';
import type { SignInQueue } from '../ports/sign-in-queue.ts';

export interface QueueSignInsDependencies {
  readonly openSignInQueue: () => Promise<SignInQueue>;
  readonly logger: Logger;
}

/** Asks for a tenant's sign-ins to be collected. Never rejects: a scan does not fail for want of them. */
export async function queueSignIns(
  { openSignInQueue, logger }: QueueSignInsDependencies,
  tenantId: TenantId,
): Promise<void> {
  try {
    await (await openSignInQueue()).put({ version: 1, tenantId });
  } catch (error) {
    logger.warn('The collection of sign-ins could not be queued', { tenantId, error });
  }
}
