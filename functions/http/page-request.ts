import * as z from 'zod/mini';

/** The query of a list: `size`, 1 to 100, and the `continuation` of the page before. */
export const pageQuery = {
  size: z._default(
    z.coerce
      .number('must be a number')
      .check(
        z.int('must be a whole number'),
        z.gte(1, 'must be at least 1'),
        z.lte(100, 'must be at most 100'),
      ),
    20,
  ),
  continuation: z.optional(z.string()),
};
