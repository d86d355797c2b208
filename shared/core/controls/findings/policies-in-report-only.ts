import { concernedCandidates } from './concerned-candidates.ts';
import type { FindingRule } from './finding-rule.ts';
import { isMicrosoftManaged } from './microsoft-managed-countdown.ts';

/** Somebody meant to switch it on, and it is easily forgotten. */
export const policiesInReportOnly: FindingRule = (question) =>
  concernedCandidates(question)
    .map(({ policy }) => policy)
    .filter((policy) => policy.state.kind === 'enabledForReportingButNotEnforced')
    .filter((policy) => !isMicrosoftManaged(policy))
    .map(({ id, displayName }) => ({
      key: 'policy-in-report-only',
      severity: 'low',
      text: `"${displayName}" is still in report-only and protects nobody.`,
      subject: id,
    }));
