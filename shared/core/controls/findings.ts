import { protects } from '../conditional-access/policy.ts';
import { deviceRegistrationService, labelled } from '../conditional-access/sign-in-space.ts';
import { intersect, type Region, within } from '../prover/cube.ts';
import type { Finding, Verdict } from './control-result.ts';
import { lockOutRisk } from './lock-out-risk.ts';
import type { Question } from './question.ts';

/** What of the answer the findings speak of. */
export interface FindingContext {
  readonly effective: Verdict;
  readonly literal: Verdict;
  /** What gets through or may get through, of all users together. */
  readonly gaps: Region;
  /** Accounts that cannot sign in, and could get through if they could. */
  readonly disabledInGap: number;
}

/** What is worth a person's time though it changes no verdict, each once, the gravest first. */
export function findings(question: Question, answer: FindingContext): readonly Finding[] {
  const found = [
    ...deviceRegistrationExcluded(question, answer),
    ...lockOutRisk(question),
    ...readingsDiffer(answer),
    ...policiesInReportOnly(question),
    ...policiesThatSayTooLittle(question),
    ...securityDefaultsOn(question),
    ...staleReferences(question),
    ...disabledAccounts(answer),
  ];
  const each = new Map(found.map((one) => [`${one.key} ${one.subject} ${one.text}`.toLowerCase(), one]));
  const order = ['high', 'medium', 'low', 'info'];
  return [...each.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** An exclusion that leaves it open reopens the path from a phished code to a device and its primary refresh token. */
function deviceRegistrationExcluded(
  { candidates, space }: Question,
  { gaps }: FindingContext,
): readonly Finding[] {
  const registration = within(space.resource, labelled(space.resource, [deviceRegistrationService]));
  if (intersect(gaps, registration).length === 0) return [];
  return candidates
    .filter(({ policy, grant }) => protects(policy) && intersect(grant, registration).length > 0)
    .filter(
      ({ policy }) =>
        policy.applications.kind === 'understood' &&
        policy.applications.exclude.some((id) => id.toLowerCase() === deviceRegistrationService),
    )
    .map(({ policy }) => ({
      key: 'device-registration-service-excluded',
      severity: 'high',
      text: `"${policy.displayName}" excludes the Device Registration Service: a phished code can register a device and obtain a primary refresh token.`,
      subject: policy.id,
    }));
}

function readingsDiffer({ effective, literal }: FindingContext): readonly Finding[] {
  if (effective === literal || effective === 'inconclusive' || literal === 'inconclusive') return [];
  return [
    {
      key: 'literal-and-effective-differ',
      severity: literal === 'pass' ? 'high' : 'info',
      text:
        literal === 'pass'
          ? 'A policy meets the benchmark to the letter, yet sign-ins still get through.'
          : 'No sign-in gets through, yet no single policy meets the benchmark to the letter.',
      subject: 'benchmark',
    },
  ];
}

function policiesInReportOnly({ candidates }: Question): readonly Finding[] {
  const reportOnly = candidates.filter(
    ({ policy }) => policy.state.kind === 'enabledForReportingButNotEnforced',
  );
  return reportOnly.map(({ policy }) => {
    const managed = policy.templateId !== undefined && /^microsoft-managed/i.test(policy.displayName);
    return managed
      ? {
          key: 'microsoft-managed-policy-in-countdown',
          severity: 'medium',
          text: `"${policy.displayName}" is in report-only, and Microsoft switches it on 45 days or more after it appeared.`,
          subject: policy.id,
        }
      : {
          key: 'policy-in-report-only',
          severity: 'low',
          text: `"${policy.displayName}" is still in report-only and protects nobody.`,
          subject: policy.id,
        };
  });
}

function policiesThatSayTooLittle({ tenant: { policies } }: Question): readonly Finding[] {
  return policies.flatMap((policy): readonly Finding[] => {
    const { id, displayName } = policy;
    if (policy.kind === 'malformed') {
      const text = `"${displayName}" is malformed (${policy.why}) and protects nobody for sure.`;
      return [{ key: 'malformed-policy', severity: 'medium', text, subject: id }];
    }
    if (policy.state.kind !== 'absent') return [];
    const text = `"${displayName}" has no state and protects nobody.`;
    return [{ key: 'policy-without-state', severity: 'low', text, subject: id }];
  });
}

function securityDefaultsOn({ tenant: { securityDefaults } }: Question): readonly Finding[] {
  if (securityDefaults !== 'on') return [];
  const text =
    'Security defaults are on; they know no exceptions. Never switch them off before policies take their place.';
  return [{ key: 'security-defaults-on', severity: 'info', text, subject: 'securityDefaults' }];
}

function staleReferences({ candidates, tenant: { directory, unread } }: Question): readonly Finding[] {
  if (directory.usersRead !== 'given') return [];
  const special = /^(all|none|guestsorexternalusers|allagentidusers)$/i;
  return candidates.flatMap(({ policy }) => {
    if (policy.users.kind === 'unintelligible') return [];
    const ids = [...policy.users.include.users, ...policy.users.exclude.users];
    return [...new Set(ids)]
      .filter((id) => !special.test(id) && !directory.isUser(id) && !unread.names('users', id))
      .map(
        (id): Finding => ({
          key: 'stale-reference',
          severity: 'low',
          text: `"${policy.displayName}" names the user ${id}, who does not exist.`,
          subject: policy.id,
        }),
      );
  });
}

function disabledAccounts({ disabledInGap }: FindingContext): readonly Finding[] {
  if (disabledInGap === 0) return [];
  const text = `${disabledInGap} disabled account${disabledInGap === 1 ? '' : 's'} would be in a gap, and count in none while they cannot sign in.`;
  return [{ key: 'disabled-accounts-in-gap', severity: 'info', text, subject: 'users' }];
}
