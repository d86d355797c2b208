import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openBlobContainer } from '../../../shared/adapters/storage/blob-container.ts';
import { BlobGapUserStore } from '../../../shared/adapters/storage/blob-gap-user-store.ts';
import { scanId, tenantId } from '../../application/examples.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';

let azurite: Azurite;

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

it('downloads no list of users that nobody reads, as whoever has it already is only told so', async () => {
  const { connectionString } = azurite;
  const container = await openBlobContainer({ kind: 'connectionString', connectionString }, 'gap-users');
  const download = vi.spyOn(container, 'downloadStream');
  const store = new BlobGapUserStore(container);
  const users = [{ id: 'u1', displayName: 'Ada', userPrincipalName: null }];
  const name = await store.save({ tenantId: tenantId(1), scanId: scanId(1), users });

  const batches = await store.read(name);
  expect(download).not.toHaveBeenCalled();

  for await (const batch of batches ?? []) expect(batch).toEqual(users);
  expect(download).toHaveBeenCalledTimes(1);
});
