import type { HttpRequest } from '@azure/functions';
import * as z from 'zod/mini';
import { parseInput } from '../../shared/application/input-problems.ts';
import type { PageRequest } from '../../shared/application/ports/result-store.ts';

const size = z.coerce
  .number('must be a number')
  .check(z.int('must be a whole number'), z.gte(1, 'must be at least 1'), z.lte(100, 'must be at most 100'));

const pageRequestSchema = z.object({
  size: z._default(size, 20),
  continuation: z.optional(z.string()),
});

/** From the query: `size`, 1 to 100, and the `continuation` of the page before. Throws InputError. */
export function pageRequest(request: HttpRequest): PageRequest {
  return parseInput(pageRequestSchema, {
    size: request.query.get('size') ?? undefined,
    continuation: request.query.get('continuation') ?? undefined,
  });
}
