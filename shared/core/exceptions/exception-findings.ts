import { dayNumber } from '../calendar.ts';
import type { Directory } from '../conditional-access/directory.ts';
import { findControls } from '../controls/catalogue.ts';
import type { Control } from '../controls/control.ts';
import type { Finding } from '../controls/control-result.ts';
import { counted, listText } from '../controls/list-text.ts';
import { exceptedMembers } from './excepted-members.ts';
import type { ControlException } from './exception.ts';
import { expiryWarning } from './expiry-warning.ts';

/**
 * What is worth a person's time about the control's exceptions on that day (ISO 8601): their end, groups that have
 * grown, owners who left, and those that are for nobody any more.
 */
export function exceptionFindings(
  { key }: Pick<Control, 'key'>,
  exceptions: readonly ControlException[],
  directory: Directory,
  at: string,
): readonly Finding[] {
  return exceptions
    .filter(({ controls }) => controls.some((id) => findControls(id).some((control) => control.key === key)))
    .flatMap((exception) => {
      const days = (dayNumber(exception.expiresOn) ?? 0) - (dayNumber(at) ?? 0);
      if (days < 0) return [expired(exception, directory)];
      return [
        ...expiring(exception, days, directory),
        ...grown(exception, directory),
        ...ownerLeft(exception, directory),
        ...forNobody(exception, directory),
      ];
    });
}

function expired(exception: ControlException, directory: Directory): Finding {
  return {
    key: 'exception-expired',
    severity: 'medium',
    text: `The exception ${terms(exception, directory)} ended on ${exception.expiresOn} and no longer holds.`,
    subject: exception.principalId,
  };
}

const severityByWarning = { 30: 'low', 7: 'medium', 1: 'high' } as const;

function expiring(exception: ControlException, days: number, directory: Directory): readonly Finding[] {
  const warning = expiryWarning(days);
  if (warning === undefined) return [];
  const left = days === 0 ? 'today' : `in ${counted(days, 'day')}`;
  return [
    {
      key: 'exception-expiring',
      severity: severityByWarning[warning],
      text: `The exception ${terms(exception, directory)} ends on ${exception.expiresOn}, ${left}: approve it anew, or end the need for it.`,
      subject: exception.principalId,
    },
  ];
}

/** Whoever joined the group after the approval is not excepted. */
function grown(exception: ControlException, directory: Directory): readonly Finding[] {
  if (exception.kind === 'user') return [];
  const { joined } = exceptedMembers(exception, directory);
  if (joined.length === 0) return [];
  const names = joined.map((id) => directory.userName(id));
  return [
    {
      key: 'excepted-group-grown',
      severity: 'medium',
      text:
        `The exception ${terms(exception, directory)} does not hold for ${counted(joined.length, 'member')} who joined ` +
        `after it was approved: ${listText(names)}.`,
      subject: exception.principalId,
    },
  ];
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Only an owner who is named by object id can be looked for. */
function ownerLeft(exception: ControlException, directory: Directory): readonly Finding[] {
  const { owner } = exception;
  if (directory.usersRead !== 'given' || !objectId.test(owner)) return [];
  if (directory.isUser(owner) && directory.account(owner)?.enabled === true) return [];
  const state = directory.isUser(owner) ? 'is disabled' : 'is no longer in the directory';
  return [
    {
      key: 'exception-owner-left',
      severity: 'medium',
      text: `The owner of the exception ${terms(exception, directory)} ${state}: name another, or end the exception.`,
      subject: exception.principalId,
    },
  ];
}

/** Told where users, or the members of the group, were read whole. */
function forNobody(exception: ControlException, directory: Directory): readonly Finding[] {
  const reason =
    exception.kind === 'user' ? whyUserIsNone(exception, directory) : whyGroupIsNone(exception, directory);
  if (reason === undefined) return [];
  return [
    {
      key: 'exception-for-nobody',
      severity: 'low',
      text: `The exception ${terms(exception, directory)} is for nobody any more: ${reason}. Withdraw it.`,
      subject: exception.principalId,
    },
  ];
}

function whyUserIsNone({ principalId }: ControlException, directory: Directory): string | undefined {
  if (directory.usersRead !== 'given') return undefined;
  if (!directory.isUser(principalId)) return 'the user is no longer in the directory';
  return directory.account(principalId)?.enabled === false ? 'the user is disabled' : undefined;
}

function whyGroupIsNone(
  exception: Extract<ControlException, { kind: 'group' }>,
  directory: Directory,
): string | undefined {
  const { remaining, isWhole } = exceptedMembers(exception, directory);
  return isWhole && remaining.length === 0
    ? 'none of the members that the group had when it was approved is left'
    : undefined;
}

/** `of the group Dev Tools (SEC-1042, owner Ann)`. */
function terms({ kind, principalId, ticket, owner }: ControlException, directory: Directory): string {
  const name =
    kind === 'group' ? `the group ${directory.groupName(principalId)}` : directory.userName(principalId);
  return `of ${name} (${ticket}, owner ${objectId.test(owner) ? directory.userName(owner) : owner})`;
}
