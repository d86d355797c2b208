import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { openApiDocument } from '../../../functions/http/open-api/document.ts';
import { everyOperation } from '../../../functions/http/routes.ts';

/** What a caller was answered. */
export interface SeenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

const schema = z.record(z.string(), z.unknown());
const responseSchema = z.object({
  headers: z.record(z.string(), z.object({ required: z.boolean().optional() })).optional(),
  content: z.record(z.string(), z.object({ schema: schema.optional() })).optional(),
});
const described = z.object({
  operationId: z.string(),
  'x-app-role': z.string().optional(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema }),
  ),
  requestBody: z
    .object({ required: z.boolean(), content: z.object({ 'application/json': z.object({ schema }) }) })
    .optional(),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), responseSchema])),
});

/** As a client reads it: what the app serves, after a way through JSON. */
export const document: object = JSON.parse(JSON.stringify(openApiDocument(everyOperation)));

const { paths } = z
  .looseObject({
    paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'head', 'post', 'delete']), described)),
    components: z.looseObject({ responses: z.record(z.string(), responseSchema) }),
  })
  .parse(document);

/** Every method of every path. */
export const describedOperations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
export type DescribedPathMethod = (typeof describedOperations)[number];

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'api');

/**
 * What in an answer is not as the document says; nothing for a right one. Without an operation (no such path, or not
 * with that method) only a problem document is right.
 */
export function complaints(
  asked: Pick<DescribedPathMethod, 'path' | 'method'> | undefined,
  answer: SeenAnswer,
): string[] {
  const known = describedOperations.find(
    ({ path, method }) => path === asked?.path && method === asked.method,
  );
  if (known === undefined) {
    const isProblem = answer.status === 404 || answer.status === 405;
    return isProblem ? problemComplaints(answer) : [`${answer.status} where no operation is described`];
  }
  const name = String(answer.status) in known.operation.responses ? String(answer.status) : 'default';
  const response = known.operation.responses[name];
  if (response === undefined) return [`${answer.status} is not described`];
  // What is described by `default` is a problem: never a success.
  if (name === 'default' && answer.status < 400) return [`${answer.status} is not described`];
  const headers = '$ref' in response ? [] : Object.entries(response.headers ?? {});
  const missing = headers
    .filter(([header, { required }]) => required === true && !answer.headers.has(header))
    .map(([header]) => `no ${header}`);
  if (known.method === 'HEAD') return [...missing, ...bodyless(answer)];
  const pointer = `#/paths/${escaped(known.path)}/${known.method.toLowerCase()}/responses/${name}`;
  return [
    ...missing,
    ...('$ref' in response ? problemComplaints(answer) : contentComplaints(response, pointer, answer)),
  ];
}

function bodyless({ bytes }: SeenAnswer): string[] {
  return bytes.length === 0 ? [] : ['a body where there is to be none'];
}

function contentComplaints(
  { content }: z.infer<typeof responseSchema>,
  pointer: string,
  answer: SeenAnswer,
): string[] {
  if (content === undefined) return bodyless(answer);
  const mediaType = mediaTypeOf(answer);
  const wanted = content[mediaType];
  if (wanted === undefined) return [`Content-Type ${mediaType}`];
  if (mediaType !== 'application/json') return [];
  return jsonComplaints(`api${pointer}/content/${escaped(mediaType)}/schema`, answer);
}

function problemComplaints(answer: SeenAnswer): string[] {
  if (mediaTypeOf(answer) !== 'application/problem+json') return ['no problem document'];
  return jsonComplaints('api#/components/schemas/Problem', answer);
}

function jsonComplaints($ref: string, { bytes }: SeenAnswer): string[] {
  const validate = ajv.getSchema($ref);
  if (validate === undefined) return [`no schema ${$ref}`];
  const isRight = validate(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  return isRight === true ? [] : [ajv.errorsText(validate.errors)];
}

function mediaTypeOf({ headers }: SeenAnswer): string {
  return headers.get('content-type')?.split(';')[0]?.trim() ?? '';
}

function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
