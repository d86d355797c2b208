import { protects } from '../conditional-access/policy.ts';
import { domainOf } from '../conditional-access/policy-region.ts';
import {
  deviceRegistrationService,
  labelled,
  type SignInSpace,
} from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type Cube, intersect, type Region, within } from '../prover/cube.ts';
import type { Finding, Verdict } from './control-result.ts';
import type { Candidate, Protection } from './sufficient-boxes.ts';

export interface FindingContext {
  readonly tenant: TenantKnowledge;
  readonly space: SignInSpace;
  readonly scope: Cube;
  readonly candidates: readonly Candidate[];
  readonly protections: readonly Protection[];
  readonly users: readonly UserClass[];
  /** What gets through or may get through, of all users together. */
  readonly gaps: Region;
  readonly emergencyAccess: readonly string[];
  readonly effective: Verdict;
  readonly literal: Verdict;
  /** Accounts that cannot sign in, and could get through if they could. */
  readonly disabledInGap: number;
}

/** What is worth a person's time though it changes no verdict, each once, the gravest first. */
export function findings(context: FindingContext): readonly Finding[] {
  const found = [
    ...deviceRegistrationExcluded(context),
    ...lockOutRisk(context),
    ...readingsDiffer(context),
    ...policyStates(context),
    ...staleReferences(context),
    ...disabledAccounts(context),
  ];
  const each = new Map(found.map((one) => [`${one.key} ${one.subject} ${one.text}`.toLowerCase(), one]));
  const order = ['high', 'medium', 'low', 'info'];
  return [...each.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** An exclusion that leaves it open reopens the path from a phished code to a device and its primary refresh token. */
function deviceRegistrationExcluded({ candidates, gaps, space }: FindingContext): readonly Finding[] {
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

function lockOutRisk({
  candidates,
  emergencyAccess,
  protections,
  scope,
  space,
  tenant,
  users,
}: FindingContext): readonly Finding[] {
  const finding = (subject: string, text: string): Finding => ({
    key: 'lock-out-risk',
    severity: 'high',
    text,
    subject,
  });
  const { directory } = tenant;
  if (emergencyAccess.length === 0) {
    const text =
      'No emergency access accounts are named: nobody watches that they stay outside the policies that block.';
    return protections.length === 0 ? [] : [{ ...finding('emergencyAccess', text), severity: 'medium' }];
  }
  return emergencyAccess.flatMap((id) => {
    const account = directory.account(id);
    if (account?.enabled === false)
      return [finding(id, `The emergency access account ${account.displayName} is disabled.`)];
    const isMissing = directory.usersRead === 'given' && account === undefined && !directory.mayBeGroup(id);
    if (isMissing)
      return [finding(id, `The emergency access principal ${id} does not exist in the directory.`)];
    const them = users.filter(
      (user) => user.is(id.toLowerCase()) || user.inGroup(id.toLowerCase()).some((cube) => cube.size === 0),
    );
    const name = account?.displayName ?? directory.groupName(id);
    return candidates
      .filter((candidate) => them.some((user) => surelyBlocks(candidate, user, scope, space)))
      .map(({ policy }) =>
        finding(id, `Emergency access ${name} is not excluded from "${policy.displayName}", which blocks.`),
      );
  });
}

/** Somewhere in the scope, and whatever the unknowns are. */
function surelyBlocks(
  { policy, conditions, grant, usersRegion }: Candidate,
  user: UserClass,
  scope: Cube,
  space: SignInSpace,
): boolean {
  if (policy.state.kind !== 'enabled') return false;
  const blocked = intersect([scope], usersRegion(user), domainOf(conditions), grant);
  return blocked.some((cube) => ![...cube.keys()].some((dimension) => space.isUnknown(dimension)));
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

function policyStates({ candidates, tenant }: FindingContext): readonly Finding[] {
  const reportOnly = candidates.filter(
    ({ policy }) => policy.state.kind === 'enabledForReportingButNotEnforced',
  );
  return [
    ...reportOnly.map(({ policy }): Finding => {
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
    }),
    ...tenant.policies
      .filter(({ state }) => state.kind === 'absent')
      .map(
        ({ id, displayName }): Finding => ({
          key: 'policy-without-state',
          severity: 'low',
          text: `"${displayName}" has no state and protects nobody.`,
          subject: id,
        }),
      ),
    ...tenant.policies
      .filter((policy) => policy.kind === 'malformed')
      .map(
        ({ id, displayName, why }): Finding => ({
          key: 'malformed-policy',
          severity: 'medium',
          text: `"${displayName}" is malformed (${why}) and protects nobody for sure.`,
          subject: id,
        }),
      ),
    ...(tenant.securityDefaults === 'on'
      ? [
          {
            key: 'security-defaults-on',
            severity: 'info',
            text: 'Security defaults are on; they know no exceptions. Never switch them off before policies take their place.',
            subject: 'securityDefaults',
          } as const,
        ]
      : []),
  ];
}

function staleReferences({ candidates, tenant: { directory, unread } }: FindingContext): readonly Finding[] {
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
