import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** One HTTP answer, whole or with a body that is still coming. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: Uint8Array | string | Readable;
};

export function jsonAnswer(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/** Rejects where a body breaks off: the client then sees a broken answer. */
export async function send(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body instanceof Readable) await pipeline(body, response);
  else response.end(body);
}

const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.object({ value: z.string() }).nullish(),
  path: z.object({ value: z.string() }).nullish(),
  expires: z.object({ value: z.coerce.date() }).nullish(),
  secure: z.object({ value: z.boolean() }).nullish(),
  httpOnly: z.object({ value: z.boolean() }).nullish(),
  sameSite: z.enum(['none', 'lax', 'strict', 'explicitNone']).default('none'),
  maxAge: z.object({ value: z.number() }).nullish(),
});
type Cookie = z.infer<typeof cookieSchema>;

const responseSchema = z.object({
  http: z.object({
    statusCode: z.coerce.number().int().min(100).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    cookies: z.array(cookieSchema).default([]),
    body: z
      .object({ bytes: z.instanceof(Uint8Array) })
      .nullish()
      .transform((body) => body?.bytes),
  }),
});

/** Read by Node itself from what is sent. */
const framingHeaders = ['content-length', 'transfer-encoding', 'connection'];

/** A function's return value in the library's form; a function that returns nothing answers 204. */
export function answerOf(returnValue: unknown): Answer {
  if (returnValue === undefined || returnValue === null) return { status: 204 };
  const { statusCode, headers, cookies, body } = responseSchema.parse(returnValue).http;
  const kept = Object.entries(headers).filter(([name]) => !framingHeaders.includes(name.toLowerCase()));
  return {
    status: statusCode,
    headers: {
      ...Object.fromEntries(kept),
      ...(cookies.length > 0 ? { 'set-cookie': cookies.map(cookieHeader) } : {}),
    },
    ...(body ? { body } : {}),
  };
}

function cookieHeader(cookie: Cookie): string {
  const sameSite = { none: undefined, lax: 'Lax', strict: 'Strict', explicitNone: 'None' }[cookie.sameSite];
  const attributes = [
    cookie.expires?.value && `Expires=${cookie.expires.value.toUTCString()}`,
    cookie.maxAge?.value !== undefined && `Max-Age=${cookie.maxAge.value}`,
    cookie.domain?.value && `Domain=${cookie.domain.value}`,
    cookie.path?.value && `Path=${cookie.path.value}`,
    cookie.secure?.value && 'Secure',
    cookie.httpOnly?.value && 'HttpOnly',
    sameSite && `SameSite=${sameSite}`,
  ];
  const pair = `${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`;
  return [pair, ...attributes.filter((attribute) => typeof attribute === 'string')].join('; ');
}
