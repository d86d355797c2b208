import { dayNumber } from '../calendar.ts';
import type { Directory } from '../conditional-access/directory.ts';
import { findControls } from '../controls/catalogue.ts';
import type { Control } from '../controls/control.ts';
import type { Finding } from '../controls/control-result.ts';
import { counted, listText } from '../controls/list-text.ts';
import type { ControlException, GroupException } from './exception.ts';

const daysOfWarning = 30;
const daysOfUrgency = 7;

/** What is worth a person's time about the control's exceptions on that day (ISO 8601): their end, and grown groups. */
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
        ...(days <= daysOfWarning ? [expiring(exception, days, directory)] : []),
        ...(exception.kind === 'group' ? grown(exception, directory) : []),
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

function expiring(exception: ControlException, days: number, directory: Directory): Finding {
  const left = days === 0 ? 'today' : `in ${counted(days, 'day')}`;
  return {
    key: 'exception-expiring',
    severity: days <= daysOfUrgency ? 'medium' : 'low',
    text: `The exception ${terms(exception, directory)} ends on ${exception.expiresOn}, ${left}: approve it anew, or end the need for it.`,
    subject: exception.principalId,
  };
}

/** Whoever joined the group after the approval is not excepted. */
function grown(exception: GroupException, directory: Directory): readonly Finding[] {
  const approved = new Set(exception.membersAtApproval.map((id) => id.toLowerCase()));
  const joined = [...directory.groupMembers(exception.principalId).users]
    .map((number) => directory.numbers.idOf(number))
    .filter((id) => !approved.has(id));
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

/** `of the group Dev Tools (SEC-1042, owner Ann)`. */
function terms({ kind, principalId, ticket, owner }: ControlException, directory: Directory): string {
  const name =
    kind === 'group' ? `the group ${directory.groupName(principalId)}` : directory.userName(principalId);
  return `of ${name} (${ticket}, owner ${owner})`;
}
