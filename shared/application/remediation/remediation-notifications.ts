import { grouped, listText } from '../../core/controls/list-text.ts';
import type { EnforcementProposal } from '../../core/remediation/course/impact.ts';
import type { Approval, Ended, Remediation } from '../../core/remediation/course/remediation.ts';
import { nameInOneLine } from '../name-in-one-line.ts';
import type { Notification } from '../notification.ts';
import {
  about,
  approvalsText,
  endText,
  minuteText,
  named,
  policiesText,
  requesterText,
  subjectText,
} from './remediation-wording.ts';

/** What people are told of remediations. Each has a key of its own, so that whoever puts it twice tells it once. */

/** Asks the approvers to decide. */
export function proposedNotification({ proposal }: Remediation): Notification {
  const { requestedBy, rules, expiresAt, plan } = proposal;
  return {
    ...about(proposal),
    key: `remediationProposed|${proposal.remediationId}`,
    kind: 'remediationProposed',
    level: 'info',
    audience: 'approvers',
    title: `${subjectText(proposal)} is proposed`,
    text:
      `${requesterText(requestedBy)} proposes to change ${policiesText(plan.policies.length)}. ` +
      `It takes ${approvalsText(rules.approvals)} until ${minuteText(expiresAt)}.`,
    at: proposal.proposedAt,
  };
}

/** Somebody approved, in report-only or in force: `isDecided` says whether that was the last approval that it took. */
export function approvedNotification(
  { proposal }: Remediation,
  { by, at, signedHash }: Approval,
  isDecided: boolean,
): Notification {
  const what = isDecided ? 'It is carried out now.' : 'It takes another person besides.';
  return {
    ...about(proposal),
    key: `remediationApproved|${proposal.remediationId}|${signedHash.slice(-16)}|${by.objectId}`,
    kind: 'remediationApproved',
    level: isDecided ? 'info' : 'verbose',
    audience: 'everyone',
    title: `${subjectText(proposal)} is approved by ${nameInOneLine(by.name)}`,
    text: what,
    at,
  };
}

/** Asks the approvers to decide on what was observed. `hash`: of the enforcement. */
export function enforcementProposedNotification(
  { proposal }: Remediation,
  { acknowledges }: EnforcementProposal,
  hash: string,
  at: string,
): Notification {
  const names = acknowledges.map(({ userPrincipalName }) => nameInOneLine(userPrincipalName));
  const hurt =
    names.length === 0
      ? 'Nobody would be stopped who is not excepted.'
      : `${names.length === 1 ? '1 person' : `${grouped(names.length)} people`} would be stopped: ${listText(names)}.`;
  return {
    ...about(proposal),
    key: `enforcementProposed|${proposal.remediationId}|${hash.slice(-16)}`,
    kind: 'enforcementProposed',
    level: 'info',
    audience: 'approvers',
    title: `The policies for ${named(proposal)} were observed for long enough and can be switched on`,
    text: `${hurt} Switching it on takes ${approvalsText(proposal.rules.approvals)}.`,
    at,
  };
}

export function enforcedNotification({ proposal }: Remediation, at: string): Notification {
  return {
    ...about(proposal),
    key: `remediationEnforced|${proposal.remediationId}`,
    kind: 'remediationEnforced',
    level: 'info',
    audience: 'everyone',
    title: `${subjectText(proposal)} is in force`,
    text: `It changed ${policiesText(proposal.plan.policies.length)}. The next scan verifies it.`,
    at,
  };
}

/** What is in force does what its plan said. `checks`: what was looked at. */
export function verifiedNotification(
  { proposal }: Remediation,
  checks: readonly string[],
  at: string,
): Notification {
  return {
    ...about(proposal),
    key: `remediationVerified|${proposal.remediationId}`,
    kind: 'remediationEnforced',
    level: 'info',
    audience: 'everyone',
    title: `${subjectText(proposal)} is verified`,
    text: checks.join(' '),
    at,
  };
}

/** Of one that was rejected, has expired, was superseded, has failed or was rolled back. */
export function endedNotification({ proposal, state }: Remediation<Ended>): Notification {
  return {
    ...about(proposal),
    key: `remediationEnded|${proposal.remediationId}|${state.status}`,
    kind: 'remediationEnded',
    level: state.status === 'failed' ? 'error' : 'info',
    audience: 'everyone',
    title: `${subjectText(proposal)} ${endText[state.status]}`,
    text: state.reasons.map(nameInOneLine).join(' ') || 'Read its journal.',
    at: state.at,
  };
}

/** Something that a person should look at. `key` names the happening within the remediation; `text` says what it is. */
export function noticedNotification(
  { proposal }: Remediation,
  { key, text, at }: { readonly key: string; readonly text: string; readonly at: string },
): Notification {
  return {
    ...about(proposal),
    key: `remediationNoticed|${proposal.remediationId}|${key}`,
    kind: 'remediationNoticed',
    level: 'info',
    audience: 'everyone',
    title: `${subjectText(proposal)}: something was noticed`,
    text: nameInOneLine(text),
    at,
  };
}

/** Somebody changed what was approved and enforced. `key` names the change; `text` says who and what. */
export function driftNotification(
  { proposal }: Remediation,
  { key, text, at }: { readonly key: string; readonly text: string; readonly at: string },
): Notification {
  return {
    ...about(proposal),
    key: `policyDrifted|${proposal.remediationId}|${key}`,
    kind: 'policyDrifted',
    level: 'error',
    audience: 'everyone',
    title: `A policy that was enforced for ${named(proposal)} was changed`,
    text: nameInOneLine(text),
    at,
  };
}
