import { setTimeout as sleep } from 'node:timers/promises';
import { azureAdapters } from './azure-adapters.ts';
import { lazily } from './lazily.ts';
import type { Settings } from './settings.ts';
import type { WriterAdapters } from './writer.ts';

/** The adapters of the deployed app that writes. */
export function azureWriterAdapters(settings: Settings): WriterAdapters {
  return {
    ...azureAdapters(settings),

    policyWriter: lazily(async () => {
      const { GraphPolicyWriter } = await import('../adapters/graph/graph-policy-writer.ts');
      const { createManagedIdentityCredential } = await import(
        '../adapters/credentials/managed-identity-credential.ts'
      );
      const { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope } = settings;
      const credential = createManagedIdentityCredential(settings.WRITER_CLIENT_ID);
      return new GraphPolicyWriter({ credential, settings: { baseUrl, ...(scope && { scope }) } });
    }),

    sleep: (milliseconds) => sleep(milliseconds),
  };
}
