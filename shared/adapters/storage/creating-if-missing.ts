import { storageStatus } from './storage-errors.ts';

/** Runs the write; where the container, queue or table that it goes to is missing, makes that and writes again. */
export async function creatingIfMissing<Result>(
  create: () => Promise<unknown>,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (storageStatus(error) !== 'notFound') throw error;
    await create();
    return write();
  }
}
