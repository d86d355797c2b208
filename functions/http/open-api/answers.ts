import type { AnswerDescription, Operation } from '../operation.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { type ProblemStatus, problemReference, type Reference } from './problems.ts';

export interface DescribedAnswer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, object>>;
}

const etag = { ETag: { description: 'Of these very bytes.', required: true, schema: { type: 'string' } } };

/** Every answer that an operation may give, by status; `default` for what no status here names. */
export function answersOf(operation: Operation): Readonly<Record<string, DescribedAnswer | Reference>> {
  const isCached = operation.method === 'GET' && operation.revalidates !== false;
  const wanted = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    { ...wantedAnswer(answer), ...headersOf(answer, isCached) },
  ]);
  return {
    ...Object.fromEntries(wanted),
    ...(isCached && { 304: { description: 'The caller has the very bytes of the answer.', headers: etag } }),
    ...Object.fromEntries(problemsOf(operation).map((status) => [status, problemReference(status)])),
    default: problemReference('default'),
  };
}

function headersOf({ headers = {} }: AnswerDescription, isCached: boolean): Pick<DescribedAnswer, 'headers'> {
  const own = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  const all = { ...(isCached && etag), ...Object.fromEntries(own) };
  return Object.keys(all).length === 0 ? {} : { headers: all };
}

function wantedAnswer({ description, content }: AnswerDescription): DescribedAnswer {
  if (content === undefined) return { description };
  const described = Object.entries(content).map(([mediaType, schema]) => [mediaType, contentOf(schema)]);
  return { description, content: Object.fromEntries(described) };
}

type Content = NonNullable<AnswerDescription['content']>[string];

function contentOf(schema: Content) {
  if (schema === 'text') return { schema: { type: 'string' } };
  return schema === 'bytes' ? {} : { schema: jsonSchemaOf(schema, 'output') };
}

/** The problem documents that it may answer, by status. */
function problemsOf({ role, schemas, conflicts }: Operation): ProblemStatus[] {
  const takesBody = schemas.body.def.type !== 'undefined';
  const hasParameters = Object.keys(schemas.parameters).length > 0;
  return [
    400,
    ...(role === 'none' ? [] : ([401, 403] as const)),
    ...(hasParameters ? ([404] as const) : []),
    ...(takesBody ? ([408, 413, 415] as const) : []),
    ...(conflicts === true ? ([409] as const) : []),
    503,
  ];
}
