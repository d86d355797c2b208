import type { Finding } from '../../controls/control-result.ts';
import { listText } from '../../controls/list-text.ts';
import type { ExpectedPolicy, SampledSignIn } from './what-if-sample.ts';
import type { SampledAs } from './what-if-users.ts';

/** What Graph's What If says of one policy. */
export interface WhatIfAnswer {
  readonly policyId: string;
  readonly policyApplies: boolean;
  /** Flags such as `users`: why it does not apply. */
  readonly analysisReasons: readonly string[];
}

/**
 * Where Graph and the proof differ on one sampled sign-in, a sentence each; and what is grave whoever says it: a policy of
 * the plan that stops emergency access. `subject`: policy and user.
 */
export function whatIfFindings(
  { as, user, expected }: SampledSignIn,
  answers: readonly WhatIfAnswer[],
): readonly Finding[] {
  const who = `${user.displayName} (${sorts[as]})`;
  return expected.flatMap((one) => {
    const answer = answers.find(({ policyId }) => policyId.toLowerCase() === one.policy.id.toLowerCase());
    const subject = `${one.policy.id}/${user.id}`;
    const found = [...lockedOut(as, one, answer, who), ...difference(one, answer, who)];
    return found.map((finding) => ({ ...finding, subject }));
  });
}

type Found = Omit<Finding, 'subject'>;

const sorts: Record<SampledAs, string> = {
  emergencyAccess: 'emergency access',
  exception: 'excepted',
  inGapBefore: 'in the gap before',
  administrator: 'an administrator',
  member: 'a member',
  guest: 'a guest',
};

function lockedOut(
  as: SampledAs,
  { policy, applies, isBlock }: ExpectedPolicy,
  answer: WhatIfAnswer | undefined,
  who: string,
): readonly Found[] {
  if (as !== 'emergencyAccess' || !isBlock) return [];
  const saying = [
    ...(answer?.policyApplies === true ? ["Graph's What If"] : []),
    ...(applies === 'yes' ? ['the proof'] : []),
  ];
  if (saying.length === 0) return [];
  const text =
    `The policy ${policy.displayName} blocks ${who}, as ${listText(saying)} ${saying.length === 1 ? 'says' : 'say'}: ` +
    'exclude the account at once, or take the policy back.';
  return [{ key: 'what-if-blocks-emergency-access', severity: 'high', text }];
}

function difference(
  { policy, applies, because }: ExpectedPolicy,
  answer: WhatIfAnswer | undefined,
  who: string,
): readonly Found[] {
  const name = policy.displayName;
  if (answer === undefined) {
    const text = `Graph's What If says nothing of the policy ${name}, asked about ${who}; the scan read the policy.`;
    return [{ key: 'what-if-disagrees', severity: 'medium', text }];
  }
  const { policyApplies, analysisReasons: reasons } = answer;
  if (!policyApplies && reasons.includes('notEnoughInformation')) {
    const text = `Graph's What If had not enough information to say whether the policy ${name} applies to ${who}.`;
    return [{ key: 'what-if-lacks-information', severity: 'info', text }];
  }
  if (applies === 'depends' || policyApplies === (applies === 'yes')) return [];
  const members = [...new Set(because.map(({ member }) => member))];
  const text = policyApplies
    ? `Graph's What If says that the policy ${name} applies to ${who}; the proof says that it does not${reasonText(members)}.`
    : `Graph's What If says that the policy ${name} does not apply to ${who}${reasonText(reasons)}; the proof says that it does.`;
  return [{ key: 'what-if-disagrees', severity: 'medium', text }];
}

function reasonText(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : `, because of ${listText(reasons)}`;
}
