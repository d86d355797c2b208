import { ConflictError, ForbiddenError, UnauthenticatedError } from '../../core/errors.ts';
import type { Approval } from '../../core/remediation/course/remediation.ts';
import type { AppRole } from '../app-roles.ts';
import type { VerifiedIdToken } from '../ports/approval-verifier.ts';
import type { JournalEntry } from './journal-entry.ts';

/** What is to be signed, as it is recomputed from what is stored, and when a signature of it counts. */
export interface SignedDecision {
  /** Of the proposal or of the enforcement: `sha256:` and 64 hexadecimal digits. */
  readonly hash: string;
  /** ISO 8601: an earlier signature is of something else. */
  readonly since: string;
  /** ISO 8601: until when it may be given; null where it ends with the observation only. */
  readonly until: string | null;
  /** An authentication context (`c1` to `c99`) that the approver must have satisfied. */
  readonly authenticationContext?: string | undefined;
}

/** How long after the sign-in an approval may be given: it says that somebody is there now. */
const longestMinutes = 10;
/** Clocks differ a little, and tokens count in whole seconds. */
const toleranceMilliseconds = 60_000;

const approverRole: AppRole = 'Remediation.Approve';

/**
 * Holds a verified ID token against the decision that it signs and against the approval that it came with, at whatever
 * time that is looked at. Throws UnauthenticatedError, ForbiddenError and ConflictError, each saying what to do.
 */
export function expectSignature(
  decision: SignedDecision,
  { by, at, signedHash }: Pick<Approval, 'by' | 'at' | 'signedHash'>,
  token: VerifiedIdToken,
): void {
  expectSigner(by.objectId, token, decision.authenticationContext);
  expectHash(decision.hash, signedHash, token.nonce);
  expectTime(decision, at, token);
}

/** Throws ConflictError where that very token was an approval before: each signs once. */
export function expectUnused(idToken: string, journal: readonly JournalEntry[]): void {
  if (journal.some(({ event }) => 'approval' in event && event.approval.idToken === idToken)) {
    throw new ConflictError('This ID token was an approval already: sign in again.');
  }
}

/** Since when approvals count (ISO 8601): from the proposal, the begin of the observation, or the last time that they were voided. */
export function approvalsCountSince(journal: readonly JournalEntry[]): string | undefined {
  return journal.findLast(({ event }) => begins.has(event.kind))?.at;
}

const begins: ReadonlySet<string> = new Set(['proposed', 'observationBegun', 'approvalsVoided']);

function expectSigner(
  objectId: string,
  token: VerifiedIdToken,
  context: SignedDecision['authenticationContext'],
): void {
  if (token.objectId !== objectId) {
    throw new UnauthenticatedError(
      'The ID token is of somebody else than the approver: sign in as yourself.',
    );
  }
  if (!token.roles.includes(approverRole)) {
    throw new ForbiddenError(
      `The ID token does not carry the app role ${approverRole}: ask an administrator to assign it to you.`,
    );
  }
  if (context !== undefined && !token.authenticationContexts.includes(context)) {
    throw new ForbiddenError(
      `Approving takes the authentication context ${context}: sign in with the claims request that the decision names.`,
    );
  }
}

function expectHash(hash: string, signedHash: string, nonce: string): void {
  if (nonce !== signedHash) {
    throw new ConflictError(
      'The nonce of the ID token is not the hash that is approved: sign in for this one.',
    );
  }
  if (signedHash !== hash) {
    throw new ConflictError('What was signed is not what there is to decide on now: read it again.');
  }
}

function expectTime({ since, until }: SignedDecision, at: string, token: VerifiedIdToken): void {
  const given = Date.parse(at);
  const issued = Date.parse(token.issuedAt);
  const asked = Date.parse(since);
  // Each is put so that a time that is none refuses.
  if (!(given >= asked && issued >= asked - toleranceMilliseconds)) {
    throw new ConflictError('The ID token is older than what there is to decide on: sign in again.');
  }
  if (!(until === null || given < Date.parse(until))) {
    throw new ConflictError('The time to approve this has passed: propose it anew.');
  }
  if (!(issued <= given + toleranceMilliseconds)) {
    throw new UnauthenticatedError('The ID token is of the future: see the clocks.');
  }
  const longest = longestMinutes * 60_000 + toleranceMilliseconds;
  if (!(given <= issued + longest && given <= Date.parse(token.expiresAt) + toleranceMilliseconds)) {
    throw new UnauthenticatedError(
      `The ID token is more than ${longestMinutes} minutes old, or has expired: sign in again.`,
    );
  }
}
