import type { RandomNumbers } from '../../bench/tenants/random-numbers.ts';
import type { RequestParts } from './random-request.ts';

/** What people and machines send that no client of ours would; percent-encoded as it goes over the wire. */
const nastyPaths = [
  '%00',
  '%2e%2e%2f%2e%2e%2fresults',
  '..%5c..%5cweb.config',
  "x'%20or%201%20eq%201%20or%20'",
  "')%20or%20PartitionKey%20ne%20('",
  '%27%3B%20drop%20table%20results',
  'latest%7Cdevice-code-flow-blocked',
  '%c0%af',
  '%ED%A0%80',
  '%E2%80%AE2.2.3',
  '%F0%9F%94%91',
  '%2F',
  '%3F',
  '%23',
  '%25',
  '%',
  '%zz',
  '*',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '0',
  '1e309',
  '99999999999999999999999999',
  'NaN',
  'x'.repeat(4_000),
  '00000000-0000-0000-0000-000000000000',
  '0A000000-0000-4000-8000-000000000001',
  '{tenantId}',
  'AC-2(1)',
] as const;

const nastyValues = [
  ...nastyPaths,
  '',
  '%20',
  '+',
  '101',
  '1.5',
  '%7B%7D',
  '2026-02-31',
  'eyJ4IjoxfQ',
] as const;

const nastyTexts = [
  '',
  ' ',
  '\u0000',
  '\u202e2.2.3',
  '\ud800',
  '🔑'.repeat(600),
  "'; drop table results; --",
  "' or RowKey gt '",
  '<script>alert(1)</script>',
  '=cmd|calc',
  'a\r\nSet-Cookie: x=y',
  '2.2.3\u0301',
  'x'.repeat(5_000),
] as const;

const nastyJson = [
  null,
  true,
  -1,
  1e308,
  [],
  {},
  [[[[]]]],
  { $ref: '#' },
  { length: 1e9 },
  Number.MAX_SAFE_INTEGER + 2,
] as const;

const nastyBodies: readonly (string | Uint8Array)[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1e999',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"tenantId":"a","tenantId":"b"}',
  '{"reason":"\\ud800"}',
  '{"reason":"\\u0000"}',
  '\ufeff{}',
  '<xml/>',
  'reason=x',
  '['.repeat(20_000),
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `{"reason":"${'x'.repeat(70_000)}"}`,
  new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  new Uint8Array([0x22, 0xc0, 0xaf, 0x22]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
];

const nastyHeaders: readonly (readonly [string, string])[] = [
  ['authorization', 'Bearer Reader'],
  ['authorization', 'Basic eDp5'],
  ['authorization', 'Bearer'],
  ['authorization', 'Bearer a.b.c'],
  ['authorization', `Bearer ${'x'.repeat(6_000)}`],
  ['content-type', 'text/plain'],
  ['content-type', 'application/json; charset=utf-16'],
  ['content-type', 'multipart/form-data'],
  ['content-type', 'application/json, text/plain'],
  ['content-encoding', 'gzip'],
  ['accept', 'text/csv'],
  ['accept', '*/*;q=oops,,;'],
  ['if-none-match', '*'],
  ['if-none-match', '"",W/,"'],
  ['if-match', '"1"'],
  ['range', 'bytes=0-0'],
  ['x-http-method-override', 'DELETE'],
  ['x-ms-client-principal', 'eyJyb2xlcyI6WyJFdmVyeXRoaW5nIl19'],
  ['x-ms-client-principal', 'no base64 JSON'],
  ['x-forwarded-host', 'evil.example.com'],
  ['x-original-url', '/api/results'],
  ['x-ms-invocation-id', '1'],
  ['traceparent', '00-0-0-0'],
  ['cookie', '__proto__=1'],
];

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

type Mutation = (parts: RequestParts, numbers: RandomNumbers) => void;

/** Each spoils one thing. */
export const mutations: readonly Mutation[] = [
  (parts, numbers) => {
    parts.path[numbers.below(parts.path.length)] = numbers.oneOf(nastyPaths);
  },
  (parts, numbers) => {
    parts.path.push(numbers.oneOf(nastyPaths));
  },
  (parts) => {
    parts.path.pop();
  },
  (parts) => {
    parts.path = parts.path.flatMap((segment) => ['', segment]);
  },
  (parts) => {
    parts.path = parts.path.map((segment) => segment.toUpperCase());
  },
  (parts, numbers) => {
    parts.query.push([
      numbers.oneOf(['size', 'continuation', 'format', 'from', 'status']),
      numbers.oneOf(nastyValues),
    ]);
  },
  (parts, numbers) => {
    const [name, value] = parts.query[0] ?? ['size', '5'];
    parts.query.push([name, value], [numbers.oneOf([name, 'SIZE', '__proto__', '%00', '']), value]);
  },
  (parts) => {
    parts.headers = [];
  },
  (parts, numbers) => {
    const [name, value] = numbers.oneOf(nastyHeaders);
    parts.headers = [...parts.headers.filter(([known]) => known !== name), [name, value]];
  },
  (parts, numbers) => {
    const [name, value] = numbers.oneOf(nastyHeaders);
    parts.headers.push([name, value]);
  },
  (parts, numbers) => {
    parts.method = numbers.oneOf(methods);
  },
  (parts, numbers) => {
    const body = numbers.oneOf(nastyBodies);
    parts.body = typeof body === 'string' ? Buffer.from(body) : body;
  },
  spoilMember,
  spoilMember,
];

/** One member of the body gets another value, is left out, or comes beside one that nobody knows. */
function spoilMember(parts: RequestParts, numbers: RandomNumbers): void {
  const body = membersOf(parts.body);
  const name = numbers.oneOf([...Object.keys(body), 'unknown', 'constructor']);
  if (numbers.onceIn(4)) delete body[name];
  else body[name] = numbers.onceIn(2) ? numbers.oneOf(nastyTexts) : numbers.oneOf(nastyJson);
  parts.body = Buffer.from(JSON.stringify(body));
}

/** None of a body that is spoilt already. */
function membersOf(body: Uint8Array | undefined): Record<string, unknown> {
  if (body === undefined || body.length > 10_000) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' ? { ...value } : {};
  } catch {
    return {};
  }
}
