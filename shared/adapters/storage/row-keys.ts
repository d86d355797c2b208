import type { ScanId } from '../../application/identifiers.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';

/**
 * Rows of one tenant share a partition, so that one scan is one transaction. What a row is stands before the first
 * `|`; lists that are read newest first carry the time inverted. No key holds `/`, `\`, `#`, `?` or control characters:
 * its parts are GUIDs, digits and the controls' own keys.
 */
export const rowKeys = {
  latestPrefix: 'latest|',
  latest: (control: string) => `latest|${control}`,
  historyPrefix: (control: string) => `history|${control}|`,
  history: (control: string, requestedAt: string, scanId: ScanId) =>
    `history|${control}|${invertedTime(requestedAt)}|${scanId}`,
  /** A scan in whatever state, by its id. */
  scan: (scanId: ScanId) => `scan|${scanId}`,
  finishedPrefix: 'finished|',
  finished: (requestedAt: string, scanId: ScanId) => `finished|${invertedTime(requestedAt)}|${scanId}`,
  newestSucceeded: 'newest|succeeded',
  waiting: 'newest|waiting',
} as const;

/** The partition that lists every tenant with results, one row each. */
export const tenantsPartition = 'tenants';
export const tenantPrefix = 'tenant|';

/** The partition of messages that no scan could be made of. */
export const rejectedMessagesPartition = 'rejected-messages';
export const rejectedMessagePrefix = 'message|';
export function rejectedMessageKey(rejectedAt: string, messageId: string): string {
  return `${rejectedMessagePrefix}${invertedTime(rejectedAt)}|${messageId.replace(/[^\w-]/g, '_').slice(0, 200)}`;
}

/**
 * Rows of the table of exceptions, in the partition of their tenant. An exception goes forward only, so that each of
 * its states is entered once: the history has a row for each.
 */
export const exceptionRowKeys = {
  statePrefix: 'exception|',
  state: (id: string) => `exception|${id}`,
  listPrefix: 'list|',
  list: (proposedAt: string, id: string) => `list|${invertedTime(proposedAt)}|${id}`,
  historyPrefix: (id: string) => `history|${id}|`,
  history: (id: string, status: RegisteredException['state']['status']) =>
    `history|${id}|${stepNumber[status]}`,
} as const;

const stepNumber = { proposed: 1, confirmed: 2, ended: 3 } as const;

/** Rows of the table of remediations, in the partition of their tenant. Rows of the journal are never written again. */
export const remediationRowKeys = {
  statePrefix: 'remediation|',
  state: (id: string) => `remediation|${id}`,
  listPrefix: 'list|',
  list: (proposedAt: string, id: string) => `list|${invertedTime(proposedAt)}|${id}`,
  journalPrefix: (id: string) => `journal|${id}|`,
  journal: (id: string, sequence: number) => `journal|${id}|${paddedSequence(sequence)}`,
  impact: (id: string) => `impact|${id}`,
} as const;

/** Eight digits that sort as the numbers do. */
export function paddedSequence(sequence: number): string {
  return String(sequence).padStart(8, '0');
}

const lastMillisecond = 8_640_000_000_000_000;

/** Sixteen digits that sort the later time first. */
function invertedTime(time: string): string {
  return String(lastMillisecond - Date.parse(time)).padStart(16, '0');
}
