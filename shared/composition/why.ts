import type { TenantId } from '../application/identifiers.ts';
import type { EvidenceCache } from '../application/why/explain-evidence.ts';
import type { QuestionText } from '../application/why/question-schema.ts';
import type { WhyAnswer } from '../application/why/why-answer.ts';
import type { Adapters } from './adapters.ts';

export interface WhyUseCases {
  /** Why a sign-in fails, by what the newest scan read. */
  why(tenantId: TenantId, question: QuestionText): Promise<WhyAnswer>;
}

/** In bytes: about a hundred thousand users, and what an instance can hold beside everything else. */
const largestEvidence = 64 * 1024 * 1024;

/** A caller waits for it: some seconds at worst. */
const mostSteps = 50_000;

export function whyUseCases(
  { TENANT_IDS: tenantIds, PROOF_STEP_LIMIT: stepLimit }: WhySettings,
  adapters: Pick<Adapters, 'resultStore' | 'evidenceStore'>,
): WhyUseCases {
  const cache: EvidenceCache = {};
  return {
    async why(tenantId, question) {
      const { explainEvidence } = await import('../application/why/explain-evidence.ts');
      const dependencies = {
        tenantIds,
        resultStore: await adapters.resultStore(),
        evidenceStore: await adapters.evidenceStore(),
        largestEvidence,
        stepLimit: Math.min(stepLimit, mostSteps),
        cache,
      };
      return explainEvidence(dependencies, tenantId, question);
    },
  };
}

interface WhySettings {
  readonly TENANT_IDS: readonly TenantId[];
  readonly PROOF_STEP_LIMIT: number;
}
