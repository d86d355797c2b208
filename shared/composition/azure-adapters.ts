import { randomUUID } from 'node:crypto';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { scanIdSchema } from '../application/identifiers.ts';
import type { Adapters } from './adapters.ts';
import { lazily } from './lazily.ts';
import { scanQueueName } from './names.ts';
import type { Settings, StorageSettings } from './settings.ts';

/** The adapters of the deployed app. The heavy libraries come in by dynamic imports, each with its first use. */
export function azureAdapters(settings: Settings): Adapters {
  const connection = storageConnection(settings.storage);

  const resultsTable = lazily(async () => {
    const { openResultsTable } = await import('../adapters/storage/results-table.ts');
    return openResultsTable(connection);
  });
  const blobContainer = async (name: string) => {
    const { openBlobContainer } = await import('../adapters/storage/blob-container.ts');
    return openBlobContainer(connection, name);
  };

  const eventClient = lazily(async () => {
    const { openEventClient } = await import('../adapters/telemetry/application-insights-telemetry.ts');
    return openEventClient(settings.APPLICATIONINSIGHTS_CONNECTION_STRING ?? '');
  });

  return {
    resultStore: lazily(async () => {
      const [{ TableResultStore }, { Documents, documentsContainerName }] = await Promise.all([
        import('../adapters/storage/table-result-store.ts'),
        import('../adapters/storage/documents.ts'),
      ]);
      const documents = new Documents(lazily(() => blobContainer(documentsContainerName)));
      return new TableResultStore(await resultsTable(), documents);
    }),

    evidenceStore: lazily(async () => {
      const { BlobEvidenceStore, evidenceContainerName } = await import(
        '../adapters/storage/blob-evidence-store.ts'
      );
      return new BlobEvidenceStore(await blobContainer(evidenceContainerName));
    }),

    scanRegister: lazily(async () => {
      const { TableScanRegister } = await import('../adapters/storage/table-scan-register.ts');
      return new TableScanRegister(await resultsTable());
    }),

    scanQueue: lazily(async () => {
      const { openScanQueue } = await import('../adapters/storage/storage-scan-queue.ts');
      return openScanQueue(connection, scanQueueName);
    }),

    tenantReader: lazily(async () => {
      const [{ GraphTenantReader }, credential] = await Promise.all([
        import('../adapters/graph/graph-tenant-reader.ts'),
        managedIdentity(settings.READER_CLIENT_ID),
      ]);
      const { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope, EMERGENCY_ACCESS_IDS: alsoGroups } = settings;
      return new GraphTenantReader({
        credential,
        settings: { baseUrl, ...(scope && { scope }) },
        alsoGroups,
      });
    }),

    telemetry: async (logger) => {
      if (settings.APPLICATIONINSIGHTS_CONNECTION_STRING === undefined) {
        const { LogTelemetry } = await import('../adapters/telemetry/log-telemetry.ts');
        return new LogTelemetry(logger);
      }
      const { ApplicationInsightsTelemetry } = await import(
        '../adapters/telemetry/application-insights-telemetry.ts'
      );
      return new ApplicationInsightsTelemetry(eventClient, logger);
    },

    clock: () => new Date(),
    newScanId: () => scanIdSchema.parse(randomUUID()),
  };
}

function storageConnection(settings: StorageSettings): StorageConnection {
  if (settings.kind === 'connectionString') return settings;
  return { ...settings, credential: lazily(() => managedIdentity(settings.clientId)) };
}

async function managedIdentity(clientId: string | undefined) {
  const { createManagedIdentityCredential } = await import(
    '../adapters/credentials/managed-identity-credential.ts'
  );
  return createManagedIdentityCredential(clientId);
}
