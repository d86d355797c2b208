import { randomUUID } from 'node:crypto';
import type { GraphRuntime } from '../adapters/graph/graph-runtime.ts';
import { openBlobContainer } from '../adapters/storage/blob-container.ts';
import { BlobEvidenceStore, evidenceContainerName } from '../adapters/storage/blob-evidence-store.ts';
import { BlobGapUserStore, gapUsersContainerName } from '../adapters/storage/blob-gap-user-store.ts';
import { Documents, documentsContainerName } from '../adapters/storage/documents.ts';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { openScanQueue } from '../adapters/storage/storage-scan-queue.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import { resultsTableName, TableResultStore } from '../adapters/storage/table-result-store.ts';
import { TableScanRegister } from '../adapters/storage/table-scan-register.ts';
import {
  ApplicationInsightsTelemetry,
  openEventClient,
} from '../adapters/telemetry/application-insights-telemetry.ts';
import { LogTelemetry } from '../adapters/telemetry/log-telemetry.ts';
import { scanIdSchema } from '../application/identifiers.ts';
import type { Adapters } from './adapters.ts';
import { azureNotificationAdapters } from './azure-notification-adapters.ts';
import { azureRemediationAdapters } from './azure-remediation-adapters.ts';
import { azureSignInAdapters } from './azure-sign-in-adapters.ts';
import { lazily } from './lazily.ts';
import { scanQueueName } from './names.ts';
import { remediationGraphAdapters } from './remediation-graph-adapters.ts';
import type { Settings } from './settings.ts';
import type { StorageSettings } from './storage-settings.ts';

/**
 * The adapters of the deployed app. The outside's libraries are large: each is imported with its first use. `runtime`: of
 * those that ask Graph, for who lives by another clock than the machine's.
 */
export function azureAdapters(settings: Settings, runtime: Partial<GraphRuntime> = {}): Adapters {
  const connection = storageConnection(settings.storage);
  const clock = () => new Date();
  // The two apps share nothing of what they may do.
  const { FUNCTION_APP, READER_CLIENT_ID, WRITER_CLIENT_ID } = settings;
  const clientId = FUNCTION_APP === 'writer' ? WRITER_CLIENT_ID : READER_CLIENT_ID;

  const resultsTable = lazily(() => openTable(connection, resultsTableName));
  const documents = new Documents(lazily(() => openBlobContainer(connection, documentsContainerName)));
  const eventClient = lazily(() => openEventClient(settings.APPLICATIONINSIGHTS_CONNECTION_STRING ?? ''));

  return {
    tokenValidator: lazily(async () => {
      const { EntraTokenValidator } = await import('../adapters/token-validation/entra-token-validator.ts');
      const { AUTHORITY_HOST: authorityHost, API_TENANT_ID: tenantId, API_CLIENT_ID: clientId } = settings;
      return new EntraTokenValidator({ authorityHost, tenantId, clientId, clock });
    }),

    approvalVerifier: lazily(async () => {
      const { EntraApprovalVerifier } = await import(
        '../adapters/token-validation/entra-approval-verifier.ts'
      );
      const { AUTHORITY_HOST: authorityHost, API_TENANT_ID: tenantId, API_CLIENT_ID: clientId } = settings;
      return new EntraApprovalVerifier({ authorityHost, tenantId, clientId });
    }),

    resultStore: lazily(async () => new TableResultStore(await resultsTable(), documents)),
    scanRegister: lazily(async () => new TableScanRegister(await resultsTable())),
    scanQueue: lazily(() => openScanQueue(connection, scanQueueName)),
    evidenceStore: lazily(
      async () => new BlobEvidenceStore(await openBlobContainer(connection, evidenceContainerName)),
    ),
    gapUserStore: lazily(
      async () => new BlobGapUserStore(await openBlobContainer(connection, gapUsersContainerName)),
    ),

    tenantReader: lazily(async () => {
      const { GraphTenantReader } = await import('../adapters/graph/graph-tenant-reader.ts');
      const { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope } = settings;
      const credential = await managedIdentity(clientId);
      return new GraphTenantReader({
        credential,
        settings: { baseUrl, ...(scope && { scope }) },
        runtime,
        alsoGroups: settings.EMERGENCY_ACCESS_IDS,
        administrativeRoles: settings.ADMINISTRATIVE_ROLE_IDS,
      });
    }),

    exceptionRegister: lazily(async () => {
      const { exceptionsContainerName, exceptionsTableName, TableExceptionRegister } = await import(
        '../adapters/storage/table-exception-register.ts'
      );
      const container = lazily(() => openBlobContainer(connection, exceptionsContainerName));
      const table = await openTable(connection, exceptionsTableName);
      return new TableExceptionRegister(table, new Documents(container));
    }),
    principalReader: lazily(async () => {
      const { GraphPrincipalReader } = await import('../adapters/graph/graph-principal-reader.ts');
      const { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope } = settings;
      const credential = await managedIdentity(clientId);
      return new GraphPrincipalReader({
        credential,
        settings: { baseUrl, ...(scope && { scope }) },
        runtime,
      });
    }),

    ...azureSignInAdapters(settings, connection, runtime, () => managedIdentity(clientId)),
    ...azureNotificationAdapters(settings.notifications, {
      connection,
      credential: () => managedIdentity(clientId),
      clock,
    }),

    ...azureRemediationAdapters(connection),
    ...remediationGraphAdapters(settings, runtime, () => managedIdentity(clientId)),

    telemetry: (logger) =>
      settings.APPLICATIONINSIGHTS_CONNECTION_STRING === undefined
        ? new LogTelemetry(logger)
        : new ApplicationInsightsTelemetry(eventClient, logger),

    clock,
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
