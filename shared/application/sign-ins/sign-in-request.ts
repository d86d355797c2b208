import * as z from 'zod/mini';
import { tenantIdSchema } from '../identifiers.ts';
import { parseInput } from '../input-problems.ts';

/** The message on the queue `sign-ins`. A change of shape raises `version`; the reader keeps reading the older ones. */
const signInRequestSchema = z.strictObject({ version: z.literal(1), tenantId: tenantIdSchema });
export type SignInRequest = z.infer<typeof signInRequestSchema>;

/** Throws InputError with everything that is wrong with the message. */
export function parseSignInRequest(message: unknown): SignInRequest {
  return parseInput(signInRequestSchema, message);
}
