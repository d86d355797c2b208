import type { Finding } from '../control-result.ts';
import type { Question } from '../question.ts';
import { deviceRegistrationExcluded } from './device-registration-excluded.ts';
import { disabledAccounts } from './disabled-accounts.ts';
import { eligibleAdministrators } from './eligible-administrators.ts';
import type { FindingContext, FindingRule } from './finding-rule.ts';
import { gravestFirst } from './gravest-first.ts';
import { lockOutRisk } from './lock-out-risk.ts';
import { microsoftManagedCountdown } from './microsoft-managed-countdown.ts';
import { openExcludedGroups } from './open-excluded-groups.ts';
import { policiesInReportOnly } from './policies-in-report-only.ts';
import { policiesThatSayTooLittle } from './policies-that-say-too-little.ts';
import { readingsDiffer } from './readings-differ.ts';
import { securityDefaultsOn } from './security-defaults-on.ts';
import { staleReferences } from './stale-references.ts';

/** Adding a finding means adding a file and a line here. */
const rules: readonly FindingRule[] = [
  lockOutRisk,
  deviceRegistrationExcluded,
  readingsDiffer,
  openExcludedGroups,
  microsoftManagedCountdown,
  policiesInReportOnly,
  policiesThatSayTooLittle,
  staleReferences,
  securityDefaultsOn,
  eligibleAdministrators,
  disabledAccounts,
];

/** What is worth a person's time though it changes no verdict, each once, the gravest first. */
export function findings(question: Question, answer: FindingContext): readonly Finding[] {
  return gravestFirst(rules.flatMap((rule) => rule(question, answer)));
}
