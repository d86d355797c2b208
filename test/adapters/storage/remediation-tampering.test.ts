import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBlobContainer } from '../../../shared/adapters/storage/blob-container.ts';
import { BlobJournalHeadStore } from '../../../shared/adapters/storage/blob-journal-head-store.ts';
import { Documents } from '../../../shared/adapters/storage/documents.ts';
import { StorageTable } from '../../../shared/adapters/storage/storage-table.ts';
import { TableRemediationStore } from '../../../shared/adapters/storage/table-remediation-store.ts';
import { IntegrityError } from '../../../shared/core/errors.ts';
import { minute, tenantId } from '../../application/examples.ts';
import { keepRemediation, keptRemediation } from '../../application/remediation/kept-remediation.ts';
import {
  exampleEvents,
  exampleImpact,
  examplePlan,
  exampleProposal,
  remediationId,
} from '../../application/remediation/remediation-examples.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';

let azurite: Azurite;
let made = 0;

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

describe('remediations that somebody changed past the app', () => {
  const tenant = tenantId(1);
  const id = remediationId(1);
  let client: TableClient;
  let store: TableRemediationStore;
  let containerName: string;

  beforeEach(async () => {
    made += 1;
    containerName = `remediations-${made}`;
    const { connectionString } = azurite;
    client = TableClient.fromConnectionString(connectionString, `remediations${made}`, {
      allowInsecureConnection: true,
    });
    const container = () => openBlobContainer({ kind: 'connectionString', connectionString }, containerName);
    store = new TableRemediationStore(new StorageTable(client), new Documents(container));
    await keepRemediation(store, exampleProposal(1), [exampleEvents.applicationApproved]);
  });

  /** Replaces text in a column of a row. */
  async function rewrite(rowKey: string, column: string, from: string, to: string): Promise<void> {
    const row = await client.getEntity(tenant, rowKey);
    const text = String(row[column]);
    expect(text).toContain(from);
    await client.updateEntity({ partitionKey: tenant, rowKey, [column]: text.replaceAll(from, to) }, 'Merge');
  }

  async function move(from: string, to: string): Promise<void> {
    const { etag: _, timestamp: __, ...row } = await client.getEntity(tenant, from);
    await client.upsertEntity({ ...row, partitionKey: tenant, rowKey: to }, 'Replace');
  }

  it('refuses a proposal that does not fit its hash', async () => {
    await rewrite(`remediation|${id}`, 'document', '"usersInGap":12', '"usersInGap":13');

    await expect(store.find(tenant, id)).rejects.toThrow(IntegrityError);
    await expect(store.standing(tenant)).rejects.toThrow('does not fit its hash');
  });

  it.each([
    ['a state that there is none of', `remediation|${id}`, '"status":"approved"', '"status":"blessed"'],
    ['what is no JSON', `remediation|${id}`, '{', '['],
  ])('refuses %s', async (_what, rowKey, from, to) => {
    await rewrite(rowKey, 'document', from, to);

    await expect(store.find(tenant, id)).rejects.toThrow(IntegrityError);
  });

  it('refuses a remediation that stands under the id of another', async () => {
    await move(`remediation|${id}`, `remediation|${remediationId(2)}`);

    await expect(store.find(tenant, remediationId(2))).rejects.toThrow('does not belong there');
  });

  it('refuses an entry of the journal that stands in the place of another', async () => {
    await move(`journal|${id}|00000000`, `journal|${id}|00000001`);

    await expect(store.journal(tenant, id)).rejects.toThrow(IntegrityError);
  });

  it('refuses a line of the list and a measurement of another remediation', async () => {
    await store.saveImpact(exampleImpact(1));
    await rewrite(`impact|${id}`, 'document', id, remediationId(2));
    const page = { size: 1 };
    const key = `list|${String(8_640_000_000_000_000 - Date.parse(minute(1))).padStart(16, '0')}|${id}`;
    await rewrite(key, 'summary', id, remediationId(2));

    await expect(store.impact(tenant, id)).rejects.toThrow(IntegrityError);
    await expect(store.list(tenant, {}, page)).rejects.toThrow(IntegrityError);
  });

  it('refuses a long plan of which a part is lost', async () => {
    const notes = Array.from({ length: 2_000 }, (_, number) => ({
      key: 'affectsUsers',
      severity: 'info' as const,
      text: `Note ${number}`,
    }));
    const proposal = exampleProposal(2, { plan: { ...examplePlan, notes } });
    await keepRemediation(store, proposal);
    await expect(keptRemediation(store, proposal)).resolves.toMatchObject({ remediation: { proposal } });
    await BlobServiceClient.fromConnectionString(azurite.connectionString)
      .getContainerClient(containerName)
      .delete();

    await expect(store.find(tenant, remediationId(2))).rejects.toThrow(IntegrityError);
  });

  it('refuses a head of a journal that is none, or stands in the place of another', async () => {
    const { connectionString } = azurite;
    const name = `journal-heads-${made}`;
    const heads = new BlobJournalHeadStore(
      await openBlobContainer({ kind: 'connectionString', connectionString }, name),
    );
    const head = { tenantId: tenant, remediationId: id, sequence: 0, hash: 'sha256:0', keptAt: minute(1) };
    await heads.keep(head);
    const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(name);

    const text = JSON.stringify(head);
    await container.uploadBlockBlob(`${tenant}/${id}/00000001.json`, text, text.length);
    await expect(heads.heads(tenant, id)).rejects.toThrow(IntegrityError);

    await container.uploadBlockBlob(`${tenant}/${id}/00000001.json`, 'nothing', 7);
    await expect(heads.heads(tenant, id)).rejects.toThrow(IntegrityError);
  });
});
