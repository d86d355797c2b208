import { ManagedIdentityCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';

/** Where a connection prefix leads: one connection string, or service addresses with a managed identity. */
type Connection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly serviceUri: string; readonly clientId: string | undefined };

type Service = 'queue' | 'blob';

/** A failed call is tried again by the loop that made it, so the client itself gives up soon. */
const retryOptions = { maxTries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 };

export function queueService(name: string, settings: NodeJS.ProcessEnv): QueueServiceClient {
  const connection = connectionOf(name, 'queue', settings);
  if (!connection) {
    throw new Error(`The connection ${name} is missing: set ${name} or ${name}__queueServiceUri.`);
  }
  if (connection.kind === 'connectionString') {
    return QueueServiceClient.fromConnectionString(connection.connectionString, { retryOptions });
  }
  return new QueueServiceClient(connection.serviceUri, credentialOf(connection.clientId), { retryOptions });
}

/** Undefined where the settings name no such connection. */
export function blobService(name: string, settings: NodeJS.ProcessEnv): BlobServiceClient | undefined {
  const connection = connectionOf(name, 'blob', settings);
  if (!connection) return undefined;
  if (connection.kind === 'connectionString') {
    return BlobServiceClient.fromConnectionString(connection.connectionString, { retryOptions });
  }
  return new BlobServiceClient(connection.serviceUri, credentialOf(connection.clientId), { retryOptions });
}

/** A prefix is also looked up with `AzureWebJobs` before it, as the real host does. */
function connectionOf(name: string, service: Service, settings: NodeJS.ProcessEnv): Connection | undefined {
  for (const prefix of [name, `AzureWebJobs${name}`]) {
    const connectionString = settings[prefix];
    if (connectionString) return { kind: 'connectionString', connectionString };
    const accountName = settings[`${prefix}__accountName`];
    const serviceUri =
      settings[`${prefix}__${service}ServiceUri`] ??
      (accountName ? `https://${accountName}.${service}.core.windows.net` : undefined);
    if (serviceUri) return { kind: 'identity', serviceUri, clientId: settings[`${prefix}__clientId`] };
  }
  return undefined;
}

function credentialOf(clientId: string | undefined): ManagedIdentityCredential {
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}
