import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { counted } from '../../controls/list-text.ts';
import { type Binding, unread } from './binding.ts';
import { sha256 } from './sha256.ts';

/** What is not surely an account is a group where it may be one, and unread where it was not given. */
export function emergencyBinding(id: string, knowledge: TenantKnowledge): Binding {
  const { directory } = knowledge;
  const account = directory.account(id);
  const binding = { kind: 'account', id: id.toLowerCase(), displayName: directory.userName(id) } as const;
  if (account !== undefined) {
    const summary = account.enabled ? 'enabled' : 'disabled';
    return { ...binding, fingerprint: summary, summary };
  }
  if (directory.mayBeGroup(id)) return groupBinding(id, knowledge);
  if (directory.usersRead !== 'given') return unread(binding);
  return { ...binding, fingerprint: 'none', summary: 'not in the directory' };
}

/** Who is in it, nested groups included. */
export function groupBinding(id: string, { directory }: TenantKnowledge): Binding {
  const binding = {
    kind: 'groupMembers',
    id: id.toLowerCase(),
    displayName: directory.groupName(id),
  } as const;
  const { users, unread: missing } = directory.groupMembers(id);
  if (missing.length > 0) return unread(binding);
  const ids = Array.from(users, (number) => directory.numbers.idOf(number)).sort();
  return { ...binding, fingerprint: sha256(ids.join('\n')), summary: counted(ids.length, 'member') };
}

/** That there is an exception for them: who they are, no plan asks. */
export function exceptedUserBinding(id: string, { directory }: TenantKnowledge): Binding {
  const displayName = directory.userName(id);
  return { kind: 'account', id: id.toLowerCase(), displayName, fingerprint: 'excepted', summary: 'excepted' };
}
