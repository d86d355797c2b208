import type { HttpRequest } from '@azure/functions';
import * as z from 'zod/mini';
import { parseInput } from '../../shared/application/input-problems.ts';
import { InputError, NotFoundError } from '../../shared/core/errors.ts';
import { jsonBody } from './json-body.ts';

type Members = Readonly<Record<string, z.ZodMiniType>>;

/** Of an operation that takes no body: one that is sent all the same is not read. */
export const noBody = z.undefined();

/** The parameters of a path. Throws NotFoundError where one does not fit. */
export function readParameters<Schemas extends Members>(
  given: Readonly<Record<string, string>>,
  schemas: Schemas,
): z.output<z.ZodMiniObject<Schemas>> {
  try {
    return parseInput(z.object(schemas), given);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const [problem] = cause.problems;
    throw new NotFoundError(`There is nothing at this address: ${problem?.member} ${problem?.message}.`, {
      cause,
    });
  }
}

/** The members of a query. Throws InputError naming those that do not fit, are not known or stand twice. */
export function readQuery<Schemas extends Members>(
  { query }: Pick<HttpRequest, 'query'>,
  schemas: Schemas,
): z.output<z.ZodMiniObject<Schemas>> {
  const names = [...new Set(query.keys())];
  const repeated = names.filter((name) => query.getAll(name).length > 1);
  if (repeated.length > 0) {
    throw new InputError(repeated.map((member) => ({ member, message: 'stands twice: give it once' })));
  }
  return parseInput(z.strictObject(schemas), Object.fromEntries(query));
}

/** The JSON body. Throws HttpProblem or InputError. */
export async function readBody<Schema extends z.ZodMiniType>(
  request: HttpRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.def.type === 'undefined' ? parseInput(schema, undefined) : jsonBody(request, schema);
}
