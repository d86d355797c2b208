import type { Cohort } from '../conditional-access/cohort.ts';
import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { anyMatches, type PrincipalMatch, principalMatches } from '../conditional-access/users-region.ts';
import type { Cause } from './control-result.ts';
import { graphName } from './graph-names.ts';
import { listText } from './list-text.ts';
import type { Question } from './question.ts';

/**
 * By which exclusion a policy leaves the users out, that of `principalId` (in lower case) before others; undefined where
 * it does not include them to begin with.
 */
export function exclusionOf(
  { users }: UnderstoodPolicy,
  cohort: Cohort,
  { space, tenant }: Pick<Question, 'space' | 'tenant'>,
  principalId: string | undefined,
): Pick<Cause, 'member' | 'value'> | undefined {
  if (users.kind === 'unintelligible') return undefined;
  const exclusions = principalMatches(users.exclude, cohort.user, space);
  const excluding =
    exclusions.find(({ value }) => value.toLowerCase() === principalId) ??
    exclusions.find(({ region }) => region.some(({ size }) => size === 0)) ??
    exclusions[0];
  const isIncluded = anyMatches(users.include, cohort.user, space);
  if (!isIncluded || excluding === undefined) return undefined;
  const isOneByOne = excluding.member === 'Users' && !isSpecial(excluding.value);
  return {
    member: `conditions.users.exclude${excluding.member}`,
    value: isOneByOne ? usersText(cohort) : principalText(excluding, tenant),
  };
}

/** It names the users among those whom it leaves out. */
export function excludes({ users }: UnderstoodPolicy, user: UserClass, space: SignInSpace): boolean {
  return (
    users.kind === 'unintelligible' ||
    (anyMatches(users.include, user, space) && anyMatches(users.exclude, user, space))
  );
}

function isSpecial(id: string): boolean {
  return id.toLowerCase() === 'guestsorexternalusers' || id.toLowerCase() === 'all';
}

const mostNames = 3;

/** Those who are excluded one by one. */
function usersText({ user: { origin }, size }: Cohort): string {
  const names = 'accounts' in origin ? origin.accounts.first(mostNames).map((one) => one.displayName) : [];
  return listText(names.concat(Array<string>(Math.max(0, size - names.length)).fill('')), mostNames);
}

function principalText({ member, value }: PrincipalMatch, { directory }: TenantKnowledge): string {
  switch (member) {
    case 'Groups':
      return directory.groupName(value);
    case 'Users':
      return directory.userName(value);
    case 'GuestsOrExternalUsers':
      return value.split(',').map(graphName).join(', ');
    default:
      return value;
  }
}
