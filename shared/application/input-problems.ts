import type * as z from 'zod';
import { InputError, type InputProblem } from '../core/errors.ts';

/** The value in the schema's form. Throws InputError with every problem, each under the path of its member. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(inputProblems(parsed.error));
}

/** One problem per wrong member; members that are not known are named one by one. */
export function inputProblems(error: z.ZodError): InputProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          member: memberPath([...issue.path, key]),
          message: 'is not known: leave it out',
        }))
      : [{ member: memberPath(issue.path), message: issue.message }],
  );
}

function memberPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((prefix, step) => {
    if (typeof step === 'number') return `${prefix}[${step}]`;
    return prefix === '' ? String(step) : `${prefix}.${String(step)}`;
  }, '');
}
