import { dayText } from '../../calendar.ts';
import type { UnderstoodPolicy } from '../../conditional-access/policy.ts';
import { concernedCandidates } from './concerned-candidates.ts';
import type { FindingRule } from './finding-rule.ts';

/** Microsoft: docs/identity/conditional-access/managed-policies.md. The notice comes 28 days before. */
const daysUntilEnforced = 45;

/** A policy of Microsoft's own that nobody switched on yet: one day Microsoft will. */
export const microsoftManagedCountdown: FindingRule = (question) =>
  concernedCandidates(question)
    .map(({ policy }) => policy)
    .filter((policy) => policy.state.kind === 'enabledForReportingButNotEnforced')
    .filter(isMicrosoftManaged)
    .map(({ id, displayName }) => {
      const appeared = question.tenant.policyCreationDays.get(id);
      const earliest = appeared === undefined ? '' : `, not before ${dayText(appeared + daysUntilEnforced)}`;
      return {
        key: 'microsoft-managed-policy-in-countdown',
        severity: 'medium',
        text:
          `"${displayName}" is in report-only, and Microsoft switches it on by itself, ${daysUntilEnforced} days or ` +
          `more after it appeared${earliest}. Exclude emergency access before, or switch it on yourself.`,
        subject: id,
      };
    });

/** Nothing in a policy says so for sure: it stems from a template, and its name cannot be changed. */
export function isMicrosoftManaged({ templateId, displayName }: UnderstoodPolicy): boolean {
  return templateId !== undefined && /^microsoft-managed/i.test(displayName);
}
