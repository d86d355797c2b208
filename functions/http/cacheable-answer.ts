import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';

/** 200 with a strong ETag, or 304 when the caller has these very bytes already. */
function cacheableAnswer(
  request: HttpRequest,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): HttpResponseInit {
  return answerUnlessKnown(request, body, body, headers);
}

/** Text made out while it is sent. `content` is another text, which stands for it: the same for the same bytes only. */
export function streamedAnswer(
  request: HttpRequest,
  content: string,
  body: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
): HttpResponseInit {
  const isHead = request.method === 'HEAD';
  return answerUnlessKnown(request, content, isHead ? undefined : encoded(body), headers);
}

function answerUnlessKnown(
  request: HttpRequest,
  content: string | Uint8Array,
  body: HttpResponseInit['body'],
  headers: Readonly<Record<string, string>>,
): HttpResponseInit {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  const caching = { etag, 'cache-control': 'private, no-cache' };
  if (isKnown(request.headers.get('if-none-match'), etag)) return { status: 304, headers: caching };
  return { status: 200, headers: { ...caching, ...headers }, body };
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

export function jsonAnswer(request: HttpRequest, value: unknown): HttpResponseInit {
  return cacheableAnswer(request, JSON.stringify(value), { 'content-type': 'application/json' });
}

/** Text of the media type that the headers name. What they say beside it is part of what the caller has. */
export function textAnswer(
  request: HttpRequest,
  text: string,
  headers: Readonly<Record<string, string>>,
): HttpResponseInit {
  return answerUnlessKnown(request, `${JSON.stringify(headers)}\n${text}`, text, headers);
}

/** Bytes that are compressed already, to be saved under that name. */
export function gzipAnswer(request: HttpRequest, body: Uint8Array, filename: string): HttpResponseInit {
  return cacheableAnswer(request, body, {
    'content-type': 'application/gzip',
    'content-disposition': `attachment; filename="${filename}"`,
  });
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2). */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag);
}
