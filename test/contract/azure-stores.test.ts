import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll } from 'vitest';
import { openBlobContainer } from '../../shared/adapters/storage/blob-container.ts';
import { BlobEvidenceStore } from '../../shared/adapters/storage/blob-evidence-store.ts';
import { BlobGapUserStore } from '../../shared/adapters/storage/blob-gap-user-store.ts';
import { BlobJournalHeadStore } from '../../shared/adapters/storage/blob-journal-head-store.ts';
import { Documents } from '../../shared/adapters/storage/documents.ts';
import { StorageTable } from '../../shared/adapters/storage/storage-table.ts';
import { TableExceptionRegister } from '../../shared/adapters/storage/table-exception-register.ts';
import { TableNotificationStore } from '../../shared/adapters/storage/table-notification-store.ts';
import { TableRemediationStore } from '../../shared/adapters/storage/table-remediation-store.ts';
import { TableResultStore } from '../../shared/adapters/storage/table-result-store.ts';
import { TableScanRegister } from '../../shared/adapters/storage/table-scan-register.ts';
import { TableSignInEvidenceStore } from '../../shared/adapters/storage/table-sign-in-evidence-store.ts';
import { type Azurite, startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { describeEvidenceStore } from './evidence-store.contract.ts';
import { describeExceptionRegister } from './exception-register.contract.ts';
import { describeGapUserStore } from './gap-user-store.contract.ts';
import { describeJournalHeadStore } from './journal-head-store.contract.ts';
import { describeNotificationStore } from './notification-store.contract.ts';
import { describeRemediationStore } from './remediation-store.contract.ts';
import { describeResultStore } from './result-store.contract.ts';
import { describeScanRegister } from './scan-register.contract.ts';
import { describeSignInEvidenceStore } from './sign-in-evidence-store.contract.ts';

let azurite: Azurite;
let tablesMade = 0;

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

/** Every test has a table of its own, which does not exist yet. */
function emptyTable(): StorageTable {
  tablesMade += 1;
  const options = { allowInsecureConnection: true };
  return new StorageTable(
    TableClient.fromConnectionString(azurite.connectionString, `results${tablesMade}`, options),
  );
}

function blobContainer(name: string) {
  const { connectionString } = azurite;
  return openBlobContainer({ kind: 'connectionString', connectionString }, name);
}

function documents(): Documents {
  return new Documents(() => blobContainer('results'));
}

describeResultStore('in Azure Storage', async () => new TableResultStore(emptyTable(), documents()));

describeScanRegister('in Azure Storage', async () => {
  const table = emptyTable();
  return { store: new TableResultStore(table, documents()), register: new TableScanRegister(table) };
});

describeSignInEvidenceStore(
  'in Azure Storage',
  async () => new TableSignInEvidenceStore(emptyTable(), documents()),
);

describeNotificationStore('in Azure Storage', async () => new TableNotificationStore(emptyTable()));

let containersMade = 0;
describeEvidenceStore('in Azure Storage', async () => {
  containersMade += 1;
  return new BlobEvidenceStore(await blobContainer(`evidence-${containersMade}`));
});

describeExceptionRegister(
  'in Azure Storage',
  async () => new TableExceptionRegister(emptyTable(), documents()),
);

describeGapUserStore('in Azure Storage', async () => {
  containersMade += 1;
  return new BlobGapUserStore(await blobContainer(`gap-users-${containersMade}`));
});

describeRemediationStore(
  'in Azure Storage',
  async () => new TableRemediationStore(emptyTable(), documents()),
);

describeJournalHeadStore('in Azure Storage', async () => {
  containersMade += 1;
  return new BlobJournalHeadStore(await blobContainer(`journal-heads-${containersMade}`));
});
