import * as z from 'zod/mini';
import { applicationSuites } from '../../core/conditional-access/application-suites.ts';
import { exceptionIdSchema } from '../identifiers.ts';
import { controls, expiresOn, noResource, text } from './exception-terms.ts';

const suites: readonly string[] = applicationSuites.map(({ id }) => id);

/** Object ids and app ids are kept in lower case, so that one thing has one id. */
const objectId = z.guid('must be an object id (a GUID)').check(z.toLowerCase());

const appId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const noResourceId = `must be an app id (a GUID), or one of ${suites.join(', ')}`;

const resource = z.string(noResourceId).check(
  z.refine((id) => appId.test(id) || suites.includes(id), noResourceId),
  z.overwrite((id) => (suites.includes(id) ? id : id.toLowerCase())),
);

const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** One line that shows as it is written: no line breaks, no marks that turn its direction, no half of a surrogate pair. */
function line(longest: number) {
  return text.check(
    z.maxLength(longest, `must have ${longest} characters at most`),
    z.refine((value) => !controlCharacter.test(value), 'must not hold control characters'),
    z.refine((value) => value.isWellFormed(), 'must be well-formed Unicode'),
  );
}

function atMost(count: number) {
  return z.maxLength(count, `must hold ${count} ids at most`);
}

/** What a person proposes; who is in a group is read by the app, and never taken from a caller. */
export const exceptionProposalSchema = z.strictObject({
  kind: z.enum(['user', 'group'], 'must be "user" or "group"'),
  principalId: objectId,
  controls: controls.check(atMost(50)),
  /** App ids or suites; absent: every resource. */
  resources: z.optional(
    z.array(resource, 'must be a list of app ids').check(z.minLength(1, noResource), atMost(100)),
  ),
  reason: line(1_000),
  /** The object id of a user. */
  owner: objectId,
  ticket: line(200),
  expiresOn,
  /** The id of the exception that this one is to renew. */
  replaces: z.optional(exceptionIdSchema),
});
export type ExceptionProposal = z.infer<typeof exceptionProposalSchema>;

/** Why somebody rejects or withdraws one. */
export const endingReasonSchema = line(1_000);

/** `sha256:` and 64 hexadecimal digits. */
export const contentHashSchema = z
  .string('must be the content hash of the exception that you read')
  .check(z.regex(/^sha256:[0-9a-f]{64}$/, 'must be the content hash of the exception that you read'));
