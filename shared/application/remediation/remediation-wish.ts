import * as z from 'zod/mini';
import { InputError } from '../../core/errors.ts';
import { type RemediationId, remediationIdSchema } from '../identifiers.ts';

export const planNumberSchema = z
  .int('must be the number of a plan')
  .check(z.gte(1, 'must be 1 or more'), z.lte(100, 'must be 100 or less'));

/** A control by its key or by the id that it has in any benchmark. */
export const controlIdSchema = z
  .string('must be the id of a control')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must have 200 characters at most'));

/** What a person asks for: exactly one of `control`, `rollBack` and `restore`. */
export const remediationWishSchema = z.strictObject({
  control: z.optional(controlIdSchema),
  /** Counted from 1, as the plans of the control are listed; absent: the first that makes the claim hold. */
  plan: z.optional(planNumberSchema),
  /** The remediation whose writes are to be taken back. */
  rollBack: z.optional(remediationIdSchema),
  /** The remediation whose policies are to be brought back to what was approved. */
  restore: z.optional(remediationIdSchema),
});
export type WishText = z.infer<typeof remediationWishSchema>;

export type RemediationWish =
  | { readonly kind: 'remediate'; readonly control: string; readonly plan: number | undefined }
  | { readonly kind: 'rollBack' | 'restore'; readonly remediationId: RemediationId };

/** Throws InputError where it is none, or several. */
export function wishOf({ control, plan, rollBack, restore }: WishText): RemediationWish {
  const remediationId = rollBack ?? restore;
  const given = [control, rollBack, restore].filter((one) => one !== undefined);
  if (given.length === 1 && control !== undefined) return { kind: 'remediate', control, plan };
  if (given.length !== 1 || remediationId === undefined) {
    throw new InputError([
      { member: '', message: 'give one of control, rollBack and restore: what is to be done' },
    ]);
  }
  if (plan !== undefined) {
    throw new InputError([{ member: 'plan', message: 'goes with control only: leave it out' }]);
  }
  return { kind: rollBack === undefined ? 'restore' : 'rollBack', remediationId };
}
