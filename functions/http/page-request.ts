import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { parseInput } from '../../shared/application/input-problems.ts';
import type { PageRequest } from '../../shared/application/ports/result-store.ts';

const pageRequestSchema = z.object({
  size: z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(1, 'must be at least 1').max(100, 'must be at most 100'))
    .default(20),
  continuation: z.string().optional(),
});

/** From the query: `size`, 1 to 100, and the `continuation` of the page before. Throws InputError. */
export function pageRequest(request: HttpRequest): PageRequest {
  return parseInput(pageRequestSchema, {
    size: request.query.get('size') ?? undefined,
    continuation: request.query.get('continuation') ?? undefined,
  });
}
