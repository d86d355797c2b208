import { concernedCandidates } from './concerned-candidates.ts';
import type { FindingRule } from './finding-rule.ts';

/** A policy that nobody can read may be meant for any control; one without a state only for those that it fits. */
export const policiesThatSayTooLittle: FindingRule = (question) => [
  ...question.tenant.policies.flatMap((policy) =>
    policy.kind === 'malformed'
      ? [
          {
            key: 'malformed-policy',
            severity: 'medium' as const,
            text: `"${policy.displayName}" is malformed (${policy.why}) and protects nobody for sure.`,
            subject: policy.id,
          },
        ]
      : [],
  ),
  ...concernedCandidates(question)
    .filter(({ policy }) => policy.state.kind === 'absent')
    .map(({ policy }) => ({
      key: 'policy-without-state',
      severity: 'low' as const,
      text: `"${policy.displayName}" has no state and protects nobody.`,
      subject: policy.id,
    })),
];
