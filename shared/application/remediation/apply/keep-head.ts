import { ConflictError, IntegrityError } from '../../../core/errors.ts';
import type { KeptHead } from '../../ports/journal-head-store.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';

/** Keeps the hash of an entry where nobody can change it. Throws IntegrityError where another one stands there. */
export async function keepHead(
  { journalHeadStore, clock }: Pick<ApplyDependencies, 'journalHeadStore' | 'clock'>,
  head: Required<Omit<KeptHead, 'keptAt'>>,
): Promise<void> {
  try {
    await journalHeadStore.keep({ ...head, keptAt: clock().toISOString() });
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause;
    throw new IntegrityError(cause.message, { cause });
  }
}
