import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod/mini';
import { parseInput } from '../../shared/application/input-problems.ts';
import { HttpProblem } from './problem.ts';

const mostBytes = 65_536;

/** The body in the schema's form; no body at all is an empty object. Throws HttpProblem or InputError. */
export async function jsonBody<Schema extends z.core.$ZodType>(
  request: HttpRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLong();
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > mostBytes) throw tooLong();
  if (bytes.byteLength === 0) return parseInput(schema, {});
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType !== 'application/json') {
    throw new HttpProblem(415, 'The body must be JSON, and Content-Type must be application/json.');
  }
  return parseInput(schema, parseJson(bytes));
}

function tooLong(): HttpProblem {
  return new HttpProblem(413, `The body may have ${mostBytes} bytes at most.`);
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpProblem(400, `The body is not JSON in UTF-8: ${reason}`);
  }
}
