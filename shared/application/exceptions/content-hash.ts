import { createHash } from 'node:crypto';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';
import { type ExceptionId, exceptionIdSchema } from '../identifiers.ts';

export type Content = Pick<RegisteredException, 'tenantId' | 'exception' | 'displayNames' | 'replaces'>;

/**
 * The same for the same content, in whatever order its members came. It is kept with every exception and never made
 * otherwise: what was confirmed under one would no longer be what was confirmed.
 */
export function contentHashOf({ tenantId, exception, displayNames, replaces }: Content): string {
  const { kind, principalId, controls, resources, reason, owner, ticket, expiresOn } = exception;
  const members = exception.kind === 'group' ? exception.membersAtApproval : [];
  const terms = [kind, principalId, controls, resources ?? null, reason, owner, ticket, expiresOn, members];
  const names = Object.entries(displayNames).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `sha256:${sha256([tenantId, terms, names, replaces ?? null])}`;
}

/**
 * The id of a proposal: of the same content by the same person, the same each time, so that one that is sent twice is
 * one. `occurrence` counts from 0; those before it have ended. A UUID of version 8 (RFC 9562, 5.8).
 */
export function proposalId(contentHash: string, proposedBy: string, occurrence: number): ExceptionId {
  const digits = sha256([contentHash, proposedBy, occurrence]);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`];
  return exceptionIdSchema.parse([...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-'));
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
