import { contentHashOf } from '../../../shared/application/exceptions/content-hash.ts';
import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { confirm, propose } from '../../../shared/core/exceptions/exception-life.ts';
import type {
  Confirmed,
  Decision,
  Person,
  Proposed,
  RegisteredException,
} from '../../../shared/core/exceptions/registered-exception.ts';

/** Made-up exceptions of the register for tests. */

export const ada: Person = { objectId: '20000000-0000-4000-8000-000000000001', name: 'Ada' };
export const bo: Person = { objectId: '20000000-0000-4000-8000-000000000002', name: 'Bo' };

export const roomOne = '30000000-0000-4000-8000-000000000001';
export const roomTwo = '30000000-0000-4000-8000-000000000002';
export const rooms = '40000000-0000-4000-8000-000000000001';

const proposalDay = '2026-11-02';
export const byAda: Decision = { by: ada, at: `${proposalDay}T06:00:00.000Z` };
export const byBo: Decision = { by: bo, at: `${proposalDay}T07:00:00.000Z` };

const displayNames: Readonly<Record<string, string>> = {
  [rooms]: 'Room accounts',
  [roomOne]: 'Room one',
  [roomTwo]: 'Room two',
  [ada.objectId]: 'Ada',
};

/** Who is in the group of rooms, as the directory says it. */
export function membersNamed(...ids: readonly string[]) {
  return ids.map((id) => ({ id, displayName: displayNames[id] ?? `Name of ${id}` }));
}

const terms = {
  principalId: rooms,
  controls: ['2.2.3'],
  reason: 'Meeting rooms sign in with the device code flow',
  owner: ada.objectId,
  ticket: 'CHG-1',
  expiresOn: '2027-01-31',
};

export const groupException: ControlException = {
  ...terms,
  kind: 'group',
  membersAtApproval: [roomOne, roomTwo],
};
export const userException: ControlException = { ...terms, kind: 'user', principalId: roomOne };

export interface EntryParts {
  readonly number?: number;
  readonly tenantId?: string;
  readonly exception?: ControlException;
  readonly replaces?: string;
  readonly proposed?: Decision;
}

export function exceptionId(number: number): string {
  return `50000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function draft({
  number = 1,
  tenantId = '0a000000-0000-4000-8000-000000000001',
  exception = groupException,
  replaces,
}: EntryParts = {}): Omit<RegisteredException, 'proposed' | 'state'> {
  const content = {
    tenantId,
    exception,
    displayNames,
    ...(replaces !== undefined && { replaces }),
  };
  return { ...content, id: exceptionId(number), contentHash: contentHashOf(content) };
}

export function proposedEntry(parts: EntryParts = {}): RegisteredException<Proposed> {
  return propose(draft(parts), parts.proposed ?? byAda);
}

export function confirmedEntry(parts: EntryParts = {}): RegisteredException<Confirmed> {
  const entry = proposedEntry(parts);
  return confirm(entry, seenOf(entry), byBo);
}

/** What one who has read the exception saw, while nobody joined or left. */
export function seenOf({ contentHash, exception }: RegisteredException) {
  const ids = exception.kind === 'group' ? exception.membersAtApproval : [];
  return { contentHash, members: membersNamed(...ids) };
}
