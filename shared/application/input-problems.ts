import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { InputError, type InputProblem } from '../core/errors.ts';

// The small build of zod is silent unless told its language.
z.config(en());

/** The value in the schema's form. Throws InputError with every problem, each under the path of its member. */
export function parseInput<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new InputError(inputProblems(parsed.error));
}

/** One problem per wrong member; members that are not known are named one by one. */
export function inputProblems(error: z.core.$ZodError): InputProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          member: memberPath([...issue.path, key]),
          message: 'is not known: leave it out',
        }))
      : [{ member: memberPath(issue.path), message: issue.message }],
  );
}

/** As problems name a member: `users[3].id`. */
export function memberPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((prefix, step) => {
    if (typeof step === 'number') return `${prefix}[${step}]`;
    return prefix === '' ? String(step) : `${prefix}.${String(step)}`;
  }, '');
}
