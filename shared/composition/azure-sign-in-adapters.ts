import type { TokenCredential } from '@azure/identity';
import type { GraphRuntime } from '../adapters/graph/graph-runtime.ts';
import { openBlobContainer } from '../adapters/storage/blob-container.ts';
import { Documents } from '../adapters/storage/documents.ts';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { openSignInQueue } from '../adapters/storage/storage-sign-in-queue.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import type { SignInReader } from '../application/ports/sign-in-reader.ts';
import { lazily } from './lazily.ts';
import { signInQueueName } from './names.ts';
import type { Settings } from './settings.ts';
import type { SignInAdapters } from './sign-ins.ts';

const tableName = 'signIns';
const containerName = 'sign-ins';

/** The adapters of sign-in evidence; the reader is that of the workspace where one is set. */
export function azureSignInAdapters(
  settings: Settings,
  connection: StorageConnection,
  runtime: Partial<GraphRuntime>,
  readerCredential: () => Promise<TokenCredential>,
): SignInAdapters {
  return {
    signInQueue: lazily(() => openSignInQueue(connection, signInQueueName)),

    signInEvidenceStore: lazily(async () => {
      const { TableSignInEvidenceStore } = await import(
        '../adapters/storage/table-sign-in-evidence-store.ts'
      );
      const documents = new Documents(lazily(() => openBlobContainer(connection, containerName)));
      return new TableSignInEvidenceStore(await openTable(connection, tableName), documents);
    }),

    signInReader: lazily(async () => {
      const credential = await readerCredential();
      return settings.LOG_ANALYTICS_WORKSPACE_ID === undefined
        ? graphReader(settings, runtime, credential)
        : logAnalyticsReader(settings, settings.LOG_ANALYTICS_WORKSPACE_ID, credential);
    }),
  };
}

async function graphReader(
  { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope }: Settings,
  runtime: Partial<GraphRuntime>,
  credential: TokenCredential,
): Promise<SignInReader> {
  const { GraphSignInReader } = await import('../adapters/graph/graph-sign-in-reader.ts');
  return new GraphSignInReader({ credential, settings: { baseUrl, ...(scope && { scope }) }, runtime });
}

async function logAnalyticsReader(
  { LOG_ANALYTICS_BASE_URL: baseUrl, LOG_ANALYTICS_SCOPE }: Settings,
  workspaceId: string,
  credential: TokenCredential,
): Promise<SignInReader> {
  const { LogAnalyticsWorkspace } = await import('../adapters/log-analytics/log-analytics-workspace.ts');
  const { LogAnalyticsSignInReader } = await import(
    '../adapters/log-analytics/log-analytics-sign-in-reader.ts'
  );
  const scope = LOG_ANALYTICS_SCOPE ?? new URL('/.default', baseUrl).href;
  const workspace = new LogAnalyticsWorkspace({ baseUrl, scope, workspaceId }, credential);
  return new LogAnalyticsSignInReader(workspace, () => new Date());
}
