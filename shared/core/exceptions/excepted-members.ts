import type { Directory } from '../conditional-access/directory.ts';
import type { GroupException } from './exception.ts';

/** Whom of a group its exception is for now, by object id. */
interface ExceptedMembers {
  /** Of those whom the group had at approval. */
  readonly remaining: readonly string[];
  /** Came later: the exception is not for them. */
  readonly joined: readonly string[];
  /** False where not all members were read. */
  readonly isWhole: boolean;
}

export function exceptedMembers(
  { principalId, membersAtApproval }: GroupException,
  directory: Directory,
): ExceptedMembers {
  const approved = new Set(membersAtApproval.map((id) => id.toLowerCase()));
  const { users, unread } = directory.groupMembers(principalId);
  const members = [...users].map((number) => directory.numbers.idOf(number));
  return {
    remaining: members.filter((id) => approved.has(id)),
    joined: members.filter((id) => !approved.has(id)),
    isWhole: unread.length === 0,
  };
}
