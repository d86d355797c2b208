import { z } from 'zod';
import { InputError, type InputProblem } from '../core/errors.ts';

/** The value as the schema types it; otherwise an InputError with every problem and the path of its member. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InputError(parsed.error.issues.map(problemOf), { cause: parsed.error });
  return parsed.data;
}

function problemOf({ path, message }: z.core.$ZodIssue): InputProblem {
  return { member: z.core.toDotPath(path), message };
}
