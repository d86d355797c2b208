import * as z from 'zod/mini';
import { findControls } from '../../core/controls/catalogue.ts';

/** The members of an exception wherever one comes in: in a file, by a request, out of storage. */

export const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a string') })
  .check(z.trim(), z.minLength(1, 'must not be empty'));

const controlId = text.check(
  z.refine((id) => findControls(id).length > 0, {
    error: ({ input }) => `no control has the id ${JSON.stringify(input)}`,
  }),
);

export const controls = z
  .array(controlId, 'must be a list of control ids')
  .check(z.minLength(1, 'must name a control'));

export const noResource = 'must name an app id; leave it out for every resource';

export const expiresOn = z.iso.date('must be a day as YYYY-MM-DD');
