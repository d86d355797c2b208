import * as z from 'zod/mini';

/** How gaps may be closed, and by whom; part of the app settings. */
export const remediationSettings = {
  /** Which of the two apps this is: `reader` faces HTTP and scans, `writer` carries out what was approved, without HTTP. */
  FUNCTION_APP: z._default(z.enum(['reader', 'writer'], 'must be reader or writer'), 'reader'),
  /** Client id of the user-assigned identity that writes policies; absent: the app's system-assigned one. */
  WRITER_CLIENT_ID: z.optional(z.guid('must be the client id (a GUID) of a user-assigned identity')),
  /** With `true` everything happens but the write. */
  REMEDIATION_DRY_RUN: z._default(
    z.pipe(
      z.enum(['true', 'false'], 'must be true or false'),
      z.transform((text) => text === 'true'),
    ),
    true,
  ),
  /** `external`: the approved change is exported and waited for, and the app writes nothing. */
  REMEDIATION_DELIVERY: z._default(z.enum(['direct', 'external'], 'must be direct or external'), 'direct'),
  /** How many people must approve what a person asked for; what the app or a pipeline asked for takes two at least. */
  REMEDIATION_APPROVALS: z._default(wholeNumber('people', 1, 5), 1),
  /** Hours that a proposal may be approved for, and an approval be used for. */
  APPROVAL_HOURS: z._default(wholeNumber('hours', 1, 720), 72),
  /** An authentication context (`c1` to `c99`) that approvers must satisfy; absent: none. */
  APPROVAL_AUTHENTICATION_CONTEXT: z.optional(
    z.string().check(z.regex(/^c[1-9]\d?$/, 'must be the id of an authentication context: c1 to c99')),
  ),
  /** Days with data in report-only before enforcement can be approved. */
  OBSERVATION_DAYS: z._default(wholeNumber('days', 1, 90), 14),
} as const;

function wholeNumber(what: string, least: number, most: number) {
  const message = `must be a whole number of ${what} from ${least} to ${most}`;
  return z.coerce.number(message).check(z.int(message), z.gte(least, message), z.lte(most, message));
}
