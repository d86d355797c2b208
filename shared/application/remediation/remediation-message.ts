import * as z from 'zod/mini';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import { parseInput } from '../input-problems.ts';

/**
 * The message on the queue `remediations`: look at this remediation, and do what its state asks for. It says nothing
 * else, so that a forged one can ask for nothing that was not approved. A change of shape raises `version`.
 */
const remediationMessageSchema = z.strictObject({
  version: z.literal(1),
  tenantId: tenantIdSchema,
  remediationId: remediationIdSchema,
});
export type RemediationMessage = z.infer<typeof remediationMessageSchema>;

/** Throws InputError with everything that is wrong with the message. */
export function parseRemediationMessage(message: unknown): RemediationMessage {
  return parseInput(remediationMessageSchema, message);
}
