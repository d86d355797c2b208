import * as z from 'zod/mini';
import { endingReasonSchema } from '../exceptions/exception-proposal.ts';

const hash = z
  .string('must be the hash of what is decided on')
  .check(
    z.regex(
      /^sha256:[0-9a-f]{64}$/,
      'must be the hash of what is decided on: sha256: and 64 hexadecimal digits',
    ),
  );

/** A signed token in its compact form (RFC 7515, 7.1). */
const idToken = z
  .string('must be an ID token')
  .check(
    z.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be an ID token, as Entra issued it'),
    z.maxLength(20_000, 'is too long for an ID token'),
  );

/** Why somebody decides so. */
export const decisionReasonSchema = endingReasonSchema;

/** What an approver sends. */
export const givenApprovalSchema = z.strictObject({
  hash,
  idToken,
  reason: decisionReasonSchema,
  /** Of an enforcement: the object ids of all who are stopped by it. */
  acknowledged: z.optional(
    z
      .array(z.guid('must be an object id (a GUID)').check(z.toLowerCase()), 'must be a list of object ids')
      .check(z.maxLength(10_000, 'must hold 10,000 ids at most')),
  ),
});
