import type { Cohort } from '../../conditional-access/cohort.ts';
import type { UserClass } from '../../conditional-access/user-class.ts';
import { intersect } from '../../prover/cube.ts';
import type { Finding } from '../control-result.ts';
import { memberText } from '../member-text.ts';
import { askedText } from '../missing-text.ts';
import type { Question } from '../question.ts';
import type { Candidate } from '../sufficient-boxes.ts';
import { concernedCandidates } from './concerned-candidates.ts';

/** Emergency access must be named, exist, be able to sign in, and stay outside whatever blocks or asks for more. */
export function lockOutRisk(question: Question): readonly Finding[] {
  if (question.emergencyAccess.length > 0) {
    return question.emergencyAccess.flatMap((id) => riskOf(id, question));
  }
  const text =
    'No emergency access accounts are named: nobody watches that they stay outside the policies that block.';
  return question.protections.length === 0 ? [] : [finding('emergencyAccess', 'medium', text)];
}

function riskOf(id: string, question: Question): readonly Finding[] {
  const { directory } = question.tenant;
  const account = directory.account(id);
  if (account?.enabled === false) {
    return [finding(id, 'high', `The emergency access account ${account.displayName} is disabled.`)];
  }
  if (directory.usersRead === 'given' && account === undefined && !directory.mayBeGroup(id)) {
    return [finding(id, 'high', `The emergency access principal ${id} does not exist in the directory.`)];
  }
  const name = account?.displayName ?? directory.groupName(id);
  const them = emergencyUsers(id, question);
  return concernedCandidates(question)
    .filter((candidate) =>
      them.some((cohort) =>
        cohort.splitBy(candidate.tellers()).some(({ user }) => surelyStops(candidate, user, question)),
      ),
    )
    .map((candidate) => notExcluded(id, name, candidate, question));
}

function emergencyUsers(id: string, { memberships, tenant, users }: Question): readonly Cohort[] {
  const itself = memberships.usersNamed([id]);
  const all = tenant.directory.mayBeGroup(id)
    ? memberships.union([itself, memberships.groupMembers(id).users])
    : itself;
  return users.enabled.flatMap((cohort) => cohort.within(all) ?? []);
}

/** Somewhere in the scope, and whatever the unknowns are. */
function surelyStops(candidate: Candidate, user: UserClass, { scope, space }: Question): boolean {
  if (candidate.policy.state.kind !== 'enabled') return false;
  const stopped = intersect([scope], candidate.usersRegion(user), candidate.domain, candidate.grant);
  return stopped.some((cube) => ![...cube.keys()].some((dimension) => space.isUnknown(dimension)));
}

/** A block shuts them out for good; anything else does on the day that it cannot be given. */
function notExcluded(id: string, name: string, { policy }: Candidate, { tenant }: Question): Finding {
  const begin = `Emergency access ${name} is not excluded from "${policy.displayName}", which`;
  if (policy.grant.controls.some(({ kind }) => kind === 'block'))
    return finding(id, 'high', `${begin} blocks.`);
  const asked = askedText(memberText(policy, 'grantControls', tenant));
  return finding(
    id,
    'medium',
    `${begin} asks for ${asked}: it is locked out on the day that this cannot be given.`,
  );
}

function finding(subject: string, severity: Finding['severity'], text: string): Finding {
  return { key: 'lock-out-risk', severity, text, subject };
}
