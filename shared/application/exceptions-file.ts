import * as z from 'zod/mini';
import type { ControlException } from '../core/exceptions/exception.ts';
import { controls, expiresOn, noResource, text } from './exceptions/exception-terms.ts';
import { parseInput } from './input-problems.ts';

/**
 * The exceptions of an exceptions file (JSON that was parsed already). Throws InputError naming every malformed
 * member, e.g. `[2].expiresOn`: an exception that is misread would open a gap.
 */
export function readExceptions(json: unknown): readonly ControlException[] {
  return parseInput(exceptionsFile, json);
}

const listOfIds = z.array(text, 'must be a list of ids');

const terms = {
  principalId: text,
  controls,
  resources: z.exactOptional(listOfIds.check(z.minLength(1, noResource))),
  reason: text,
  owner: text,
  ticket: text,
  expiresOn,
};

/** One exception in the form of the file. */
export const exceptionSchema: z.ZodMiniType<ControlException> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...terms, kind: z.literal('user') }),
    z.strictObject({ ...terms, kind: z.literal('group'), membersAtApproval: listOfIds }),
  ],
  {
    error: ({ code }) => (code === 'invalid_union' ? 'must be "user" or "group"' : 'must be an object'),
  },
);

const exceptionsFile = z.array(exceptionSchema, 'must be a list of exceptions');
