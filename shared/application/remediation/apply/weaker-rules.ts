import type { ApprovalRules, Proposal } from '../../../core/remediation/course/proposal.ts';

/**
 * In what the rules of a proposal ask for less than those of whoever acts on it, a sentence each. The way of the delivery
 * is the proposal's own.
 */
export function weakerRules(
  { rules, proposedAt, expiresAt }: Pick<Proposal, 'rules' | 'proposedAt' | 'expiresAt'>,
  own: ApprovalRules,
): readonly string[] {
  const hours = (Date.parse(expiresAt) - Date.parse(proposedAt)) / 3_600_000;
  const context = own.authenticationContext;
  const weaker: readonly (readonly [boolean, string])[] = [
    [!(rules.approvals >= own.approvals), `It takes the approval of ${own.approvals} people`],
    [!(rules.observationDays >= own.observationDays), `It takes ${own.observationDays} days of observing`],
    [
      !(rules.approvalHours <= own.approvalHours && hours <= own.approvalHours),
      `An approval holds for ${own.approvalHours} hours`,
    ],
    [
      context !== undefined && rules.authenticationContext !== context,
      `Approvers must satisfy the authentication context ${context}`,
    ],
  ];
  return weaker.flatMap(([isWeaker, what]) =>
    isWeaker ? [`${what} by the settings of the writer, and this asks for less: propose it anew.`] : [],
  );
}
