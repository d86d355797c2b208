import * as z from 'zod';
import { findControls } from '../core/controls/catalogue.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import { parseInput } from './input-problems.ts';

/**
 * The exceptions of an exceptions file (JSON that was parsed already). Throws InputError naming every malformed
 * member, e.g. `[2].expiresOn`: an exception that is misread would open a gap.
 */
export function readExceptions(json: unknown): readonly ControlException[] {
  return parseInput(exceptionsFile, json);
}

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a string') })
  .trim()
  .min(1, 'must not be empty');
const controlId = text.refine((id) => findControls(id).length > 0, {
  error: ({ input }) => `no control has the id ${JSON.stringify(input)}`,
});
const listOfIds = z.array(text, 'must be a list of ids');

const terms = {
  principalId: text,
  controls: z.array(controlId, 'must be a list of control ids').min(1, 'must name a control'),
  resources: listOfIds.min(1, 'must name an app id; leave it out for every resource').exactOptional(),
  reason: text,
  owner: text,
  ticket: text,
  expiresOn: z.iso.date('must be a day as YYYY-MM-DD'),
};

const exceptionsFile = z.array(
  z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ ...terms, kind: z.literal('user') }),
      z.strictObject({ ...terms, kind: z.literal('group'), membersAtApproval: listOfIds }),
    ],
    {
      error: ({ code }) => (code === 'invalid_union' ? 'must be "user" or "group"' : 'must be an object'),
    },
  ),
  'must be a list of exceptions',
);
