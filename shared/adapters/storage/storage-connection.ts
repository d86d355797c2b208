import type { TokenCredential } from '@azure/identity';

/** How the app reaches its storage account: by its identity, or, for an emulator, by a connection string. */
export type StorageConnection =
  | {
      readonly kind: 'identity';
      readonly blobServiceUri: string;
      readonly queueServiceUri: string;
      readonly tableServiceUri: string;
      readonly credential: () => Promise<TokenCredential>;
    }
  | { readonly kind: 'connectionString'; readonly connectionString: string };

/** Few and quick retries: a person or a queue waits behind every call, and the queue tries again by itself. */
export const retries = { maxRetries: 2, retryDelayInMs: 400, maxRetryDelayInMs: 4_000 };

/** The same in the words of the blob and queue SDKs, which count the first try as well. */
export const retriesAsTries = {
  maxTries: retries.maxRetries + 1,
  retryDelayInMs: retries.retryDelayInMs,
  maxRetryDelayInMs: retries.maxRetryDelayInMs,
};

/** An emulator without TLS; with an identity the SDK refuses to send tokens there. */
export function speaksPlainHttp(connectionString: string): boolean {
  return /UseDevelopmentStorage=true|Endpoint=http:|EndpointsProtocol=http(;|$)/i.test(connectionString);
}
