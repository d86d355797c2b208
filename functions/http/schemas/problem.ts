import * as z from 'zod/mini';

/** A problem document (RFC 9457). */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().check(z.gte(400), z.lte(599)),
  /** What is wrong, and what to do. */
  detail: z.string(),
  /** The path that was asked for. */
  instance: z.string(),
  /** What is wrong with the request, member by member. */
  errors: z.exactOptional(z.array(z.object({ member: z.string(), message: z.string() }))),
});
