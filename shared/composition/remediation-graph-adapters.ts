import type { TokenCredential } from '@azure/identity';
import type { GraphRuntime } from '../adapters/graph/graph-runtime.ts';
import { lazily } from './lazily.ts';
import type { RemediationAdapters } from './remediation.ts';
import type { Settings } from './settings.ts';

/** What the app that reads asks Graph of remediations; each is loaded with its first use. */
export function remediationGraphAdapters(
  { GRAPH_BASE_URL: baseUrl, GRAPH_SCOPE: scope }: Pick<Settings, 'GRAPH_BASE_URL' | 'GRAPH_SCOPE'>,
  runtime: Partial<GraphRuntime>,
  readerCredential: () => Promise<TokenCredential>,
): Pick<RemediationAdapters, 'whatIf' | 'policyAudit'> {
  const settings = { baseUrl, ...(scope && { scope }) };
  return {
    whatIf: lazily(async () => {
      const { GraphWhatIf } = await import('../adapters/graph/graph-what-if.ts');
      return new GraphWhatIf({ credential: await readerCredential(), settings, runtime });
    }),

    policyAudit: lazily(async () => {
      const { GraphPolicyAudit } = await import('../adapters/graph/graph-policy-audit.ts');
      return new GraphPolicyAudit({ credential: await readerCredential(), settings, runtime });
    }),
  };
}
