import * as z from 'zod/mini';
import { tenantIdSchema } from '../identifiers.ts';
import { parseInput } from '../input-problems.ts';
import { controlIdSchema, planNumberSchema } from './remediation-wish.ts';

const line = (longest: number) =>
  z.string('must be a string').check(
    z.trim(),
    z.minLength(1, 'must not be empty'),
    z.maxLength(longest, `must have ${longest} characters at most`),
    z.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text), 'must be one plain line'),
  );

/**
 * The message on the queue `remediation-requests`, by which another pipeline asks for a plan to be proposed. Whoever may
 * write to the queue can put any name here: that is why it takes two people to approve what comes of it. A change of
 * shape raises `version`; the reader keeps reading the older ones.
 */
export const remediationRequestSchema = z.strictObject({
  version: z.literal(1),
  tenantId: tenantIdSchema,
  /** Its key, or the id that it has in any benchmark. */
  control: controlIdSchema,
  /** Counted from 1, as the plans of the control are listed; absent: the first that makes the claim hold. */
  plan: z.optional(planNumberSchema),
  /** The name of the pipeline, for people to read. */
  requestedBy: line(100),
  /** The pipeline's own, to find its request in the log by. */
  requestId: z.optional(line(100)),
});
export type RemediationRequest = z.infer<typeof remediationRequestSchema>;

/** Throws InputError with everything that is wrong with the message. */
export function parseRemediationRequest(message: unknown): RemediationRequest {
  return parseInput(remediationRequestSchema, message);
}
