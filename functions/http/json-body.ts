import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod/mini';
import { parseInput } from '../../shared/application/input-problems.ts';
import { HttpProblem } from './problem.ts';
import { readBytes } from './read-bytes.ts';

const deepest = 32;

/** The body in the schema's form; no body at all is an empty object. Throws HttpProblem or InputError. */
export async function jsonBody<Schema extends z.core.$ZodType>(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return parseInput(schema, {});
  if (!isJsonInUtf8(request.headers.get('content-type'))) {
    throw new HttpProblem(415, 'The body must be JSON in UTF-8, and Content-Type must be application/json.');
  }
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpProblem(415, 'The body must be sent as it is, without a Content-Encoding.');
  }
  return parseInput(schema, parseJson(bytes));
}

function isJsonInUtf8(contentType: string | null): boolean {
  const [mediaType, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return mediaType === 'application/json' && /^("?)utf-?8\1$/.test(charset ?? 'utf-8');
}

function parseJson(bytes: Uint8Array): unknown {
  const value = parsed(bytes);
  // Schemas that refer to themselves, and whoever writes a value down, go as deep as it does.
  if (isDeeperThan(value, deepest)) {
    throw new HttpProblem(400, `The body may be nested ${deepest} levels deep at most.`);
  }
  return value;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpProblem(400, `The body is not JSON in UTF-8: ${reason}`);
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}
