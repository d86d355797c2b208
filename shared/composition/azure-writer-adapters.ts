import { defaultGraphRuntime, type GraphRuntime } from '../adapters/graph/graph-runtime.ts';
import { azureAdapters } from './azure-adapters.ts';
import { lazily } from './lazily.ts';
import type { Settings } from './settings.ts';
import type { WriterAdapters } from './writer.ts';

/** The adapters of the deployed app that writes; `runtime` as with `azureAdapters`. */
export function azureWriterAdapters(settings: Settings, runtime: Partial<GraphRuntime> = {}): WriterAdapters {
  return {
    ...azureAdapters(settings, runtime),

    policyWriter: lazily(async () => {
      const { GraphPolicyWriter } = await import('../adapters/graph/graph-policy-writer.ts');
      const { createManagedIdentityCredential } = await import(
        '../adapters/credentials/managed-identity-credential.ts'
      );
      const { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope } = settings;
      const credential = createManagedIdentityCredential(settings.WRITER_CLIENT_ID);
      return new GraphPolicyWriter({ credential, settings: { baseUrl, ...(scope && { scope }) }, runtime });
    }),

    sleep: runtime.sleep ?? defaultGraphRuntime.sleep,
  };
}
