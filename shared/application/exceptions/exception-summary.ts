import type { GroupException, UserException } from '../../core/exceptions/exception.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';

/** An exception without the names of all members: what lists show. */
export interface ExceptionSummary extends Omit<RegisteredException, 'exception'> {
  readonly exception: UserException | Omit<GroupException, 'membersAtApproval'>;
  /** Of a group's exception. */
  readonly memberCount?: number;
}

/** The short form. Of the names, those of the principal and the owner stay. */
export function summarizeException({ exception, ...entry }: RegisteredException): ExceptionSummary {
  const shown = [exception.principalId, exception.owner];
  const displayNames = Object.fromEntries(
    Object.entries(entry.displayNames).filter(([id]) => shown.includes(id)),
  );
  if (exception.kind === 'user') return { ...entry, exception, displayNames };
  const { membersAtApproval, ...terms } = exception;
  return { ...entry, exception: terms, displayNames, memberCount: membersAtApproval.length };
}
